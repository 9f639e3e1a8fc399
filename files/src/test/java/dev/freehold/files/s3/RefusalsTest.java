package dev.freehold.files.s3;

import static dev.freehold.files.s3.S3Fixture.BUCKET;
import static dev.freehold.files.s3.S3Fixture.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.files.FilesError;
import dev.freehold.files.FilesException;
import dev.freehold.files.s3.request.ErrorCode;
import dev.freehold.files.s3.request.S3Failures;
import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What S3 says of what it does not do. */
class RefusalsTest {

  private static final int DEEP = 20_000;

  @TempDir private static Path folder;
  private static S3TestServer server;
  private static String keyId;
  private static String secret;

  @BeforeAll
  static void start() {
    server = new S3TestServer(folder);
    keyId = server.fixture.keyId(OWNER);
    secret = server.fixture.secret(OWNER);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String signed(String method, String target, String body) throws IOException {
    int query = target.indexOf('?');
    return new RawRequest(method, query < 0 ? target : target.substring(0, query))
        .signedQuery(query < 0 ? "" : target.substring(query + 1))
        .body(body)
        .header("content-md5", md5(body)) // without it no list is read
        .signed(keyId, secret, RawRequest.sha256(body), Instant.now())
        .send(server.port());
  }

  private static String md5(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.ISO_8859_1)));
    } catch (NoSuchAlgorithmException missing) {
      throw new AssertionError(missing);
    }
  }

  /** One of each kind there is. */
  private static Stream<RuntimeException> failures() {
    return Stream.of(
            each(KeyAccessException.Reason.values(), kind -> new KeyAccessException(kind, "x")),
            each(FilesError.values(), kind -> new FilesException(kind, "x")),
            each(CustodyError.values(), kind -> new CustodyException(kind, "x")),
            each(ContentError.values(), kind -> new ContentException(kind, "x")),
            each(PersistenceError.values(), kind -> new PersistenceException(kind, "x", null)),
            each(ErrorCode.values(), kind -> S3Failures.of(kind, "x")))
        .flatMap(kinds -> kinds);
  }

  private static <E> Stream<RuntimeException> each(
      E[] kinds, Function<E, RuntimeException> failure) {
    return Arrays.stream(kinds).map(failure);
  }

  @Test
  @DisplayName("Every 503 says when to come again, whatever failed, and every 405 what there is")
  void headers() throws IOException {
    try {
      List<RuntimeException> failures = failures().toList();
      for (RuntimeException failure : failures) {
        server.fixture.failure = Optional.of(failure);
        String answer = signed("PUT", "/newbucket", "");
        assertThat(answer.contains("\nRetry-After: 1"))
            .as(answer)
            .isEqualTo(answer.startsWith("HTTP/1.1 503 "));
        assertThat(answer.contains("\nAllow: "))
            .as(answer)
            .isEqualTo(answer.startsWith("HTTP/1.1 405 "));
      }
    } finally {
      server.fixture.failure = Optional.empty();
    }
  }

  @ParameterizedTest
  @DisplayName("A method that S3 has not is a 405 that names those there are")
  @CsvSource({
    "PATCH, /team/doc, 'DELETE, GET, HEAD, POST, PUT'",
    "TRACE, /team, 'DELETE, GET, HEAD, POST, PUT'",
    "FOO, /, GET"
  })
  void methods(String method, String path, String allowed) throws IOException {
    assertThat(new RawRequest(method, path).send(server.port()))
        .startsWith("HTTP/1.1 405 ")
        .contains("\nAllow: " + allowed + "\r")
        .contains("<Code>MethodNotAllowed</Code>");
  }

  @Test
  @DisplayName("A bucket without a name is made by nobody")
  void namelessBucket() throws IOException {
    assertThat(signed("PUT", "/", "")).startsWith("HTTP/1.1 405 ").contains("\nAllow: GET\r");
  }

  private static Stream<String> documents() {
    String entity = "<!DOCTYPE a [<!ENTITY e \"x\">]>";
    String file = "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>";
    StringBuilder laughs = new StringBuilder("<!DOCTYPE a [<!ENTITY a0 \"ha\">");
    for (int i = 1; i < 30; i++) {
      laughs.append("<!ENTITY a%d \"&a%d;&a%d;\">".formatted(i, i - 1, i - 1));
    }
    return Stream.of(
        "<a>".repeat(DEEP) + "</a>".repeat(DEEP),
        "<a>".repeat(DEEP),
        entity + "<Delete><Object><Key>&e;</Key></Object></Delete>",
        file + "<Delete><Object><Key>&e;</Key></Object></Delete>",
        laughs + "]><Delete><Object><Key>&a29;</Key></Object></Delete>",
        "<Delete><Object><Key>&unknown;</Key></Object></Delete>",
        "<Delete " + "a".repeat(70_000) + "=\"1\"/>",
        "<Delete><Object>",
        "no XML",
        "\0");
  }

  @ParameterizedTest
  @DisplayName("Deep XML, entities and no XML at all are malformed, in every body that is XML")
  @ValueSource(
      strings = {
        "POST /team?delete=",
        "POST /team/doc?uploadId=x",
        "PUT /newbucket",
        "PUT /team?acl=",
        "PUT /team/doc?acl=",
        "PUT /team?tagging=",
        "PUT /team/doc?tagging=",
        "PUT /team?versioning=",
        "PUT /team?policy=",
        "PUT /team?encryption="
      })
  void malformedXml(String request) throws IOException {
    String[] parts = request.split(" ", -1);
    for (String document : documents().toList()) {
      assertThat(signed(parts[0], parts[1], document))
          .as(document.substring(0, Math.min(60, document.length())))
          .startsWith("HTTP/1.1 ")
          .doesNotStartWith("HTTP/1.1 2")
          .doesNotStartWith("HTTP/1.1 500")
          .contains("<Code>")
          .doesNotContain("Exception");
    }
  }

  @ParameterizedTest
  @DisplayName("An access list that lacks its owner, or who a grant is for, is malformed")
  @ValueSource(strings = {"/team?acl=", "/team/doc?acl="})
  void accessListsWithoutParts(String path) throws IOException {
    for (String list :
        List.of(
            "<AccessControlPolicy/>",
            "<AccessControlPolicy><Owner><ID>x</ID></Owner><AccessControlList><Grant/>"
                + "</AccessControlList></AccessControlPolicy>")) {
      assertThat(signed("PUT", path, list))
          .startsWith("HTTP/1.1 400 ")
          .contains("<Code>MalformedXML</Code>");
    }
  }

  @ParameterizedTest
  @DisplayName("A body that is no list of documents deletes none")
  @MethodSource("documents")
  void nothingIsDeleted(String document) throws IOException {
    assertThat(signed("POST", "/" + BUCKET + "?delete=", document))
        .startsWith("HTTP/1.1 400 ")
        .contains("<Code>MalformedXML</Code>");
  }
}
