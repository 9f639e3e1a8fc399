package dev.freehold.files.s3;

import static dev.freehold.files.s3.S3Fixture.BUCKET;
import static dev.freehold.files.s3.S3Fixture.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** What the holder of a link, or whoever is between, cannot add to what was signed. */
class PresignedLinksTest {

  private static final String SECRET_TEXT = "for the maker only";

  @TempDir private static Path folder;
  private static S3TestServer server;
  private static String keyId;
  private static String secret;

  @BeforeAll
  static void start() {
    server = new S3TestServer(folder);
    keyId = server.fixture.keyId(OWNER);
    secret = server.fixture.secret(OWNER);
    server
        .owner()
        .putObject(put -> put.bucket(BUCKET).key("private"), RequestBody.fromString(SECRET_TEXT));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static RawRequest byLink(String method, URI link, String added) {
    return new RawRequest(method, link.getRawPath() + "?" + link.getRawQuery() + added)
        .header("host", "127.0.0.1:" + server.port());
  }

  /** Made by Amazon's own library. */
  private static URI v4Put(String key) {
    return URI.create(
        server
            .presigner()
            .presignPutObject(
                sign ->
                    sign.signatureDuration(Duration.ofMinutes(5))
                        .putObjectRequest(put -> put.bucket(BUCKET).key(key)))
            .url()
            .toString());
  }

  private static URI v4Get(String key) {
    return URI.create(
        server
            .presigner()
            .presignGetObject(
                sign ->
                    sign.signatureDuration(Duration.ofMinutes(5))
                        .getObjectRequest(get -> get.bucket(BUCKET).key(key)))
            .url()
            .toString());
  }

  private static URI v2(String method, String path) {
    long expires = Instant.now().plusSeconds(300).getEpochSecond();
    String signature = RawRequest.v2(secret, method + "\n\n\n" + expires + "\n" + path);
    return URI.create(
        "http://127.0.0.1%s?AWSAccessKeyId=%s&Expires=%d&Signature=%s"
            .formatted(path, keyId, expires, URLEncoder.encode(signature, StandardCharsets.UTF_8)));
  }

  private static String send(RawRequest request) throws IOException {
    return request.send(server.port());
  }

  private static void assertAbsent(String key) {
    assertThatThrownBy(() -> server.owner().headObject(head -> head.bucket(BUCKET).key(key)))
        .isInstanceOf(NoSuchKeyException.class);
  }

  @ParameterizedTest
  @DisplayName(
      "Fault 61: a header of Amazon's that a link does not sign is refused, in any version")
  @CsvSource({
    "x-amz-copy-source,/team/private",
    "X-Amz-Copy-Source,/team/private",
    "x-amz-meta-note,added",
    "x-amz-acl,private",
    "x-amz-storage-class,STANDARD",
    "x-amz-server-side-encryption,AES256",
    "x-amz-content-sha256,UNSIGNED-PAYLOAD",
    "x-amz-security-token,token",
    "x-amz-request-payer,requester",
    "x-amz-mp-object-size,1",
    "x-amz-decoded-content-length,1",
    "x-amz-something-new,1"
  })
  void fault61_headers(String name, String value) throws IOException {
    assertThat(send(byLink("PUT", v4Put("upload"), "").header(name, value).body("x")))
        .startsWith("HTTP/1.1 403 ")
        .contains("<Code>AccessDenied</Code>");
    assertThat(send(byLink("PUT", v2("PUT", "/team/upload"), "").header(name, value).body("x")))
        .matches("(?s)HTTP/1.1 (403|501) .*");
    Instant now = Instant.now();
    assertThat(
            send(
                new RawRequest("PUT", "/team/upload")
                    .body("x")
                    .signed(keyId, secret, "UNSIGNED-PAYLOAD", now)
                    .header(name, value)))
        .matches(
            name.equals("x-amz-content-sha256") ? "(?s)HTTP/1.1 200 .*" : "(?s)HTTP/1.1 403 .*");
    assertThat(
            send(
                new RawRequest("PUT", "/team/upload2")
                    .body("x")
                    .signedV2(keyId, secret, now)
                    .header(name, value)))
        .matches("(?s)HTTP/1.1 (403|501) .*");
    assertAbsent("upload2");
  }

  @Test
  @DisplayName("Fault 61: an upload link does not read its maker's other files")
  void fault61_copySource() throws IOException {
    send(byLink("PUT", v4Put("exploit"), "").header("x-amz-copy-source", "/team/private"));
    send(
        byLink("PUT", v2("PUT", "/team/exploit"), "").header("x-amz-copy-source", "/team/private"));
    assertAbsent("exploit");
  }

  @ParameterizedTest
  @DisplayName("Fault 61: a parameter that a link does not sign is refused, in any version")
  @ValueSource(
      strings = {
        "&tagging",
        "&attributes",
        "&encryption",
        "&acl",
        "&uploadId=1",
        "&versionId=1",
        "&response-content-type=text%2Fhtml",
        "&X-Amz-Date=20200101T000000Z",
        "&%74agging",
        "&x-id=GetObject"
      })
  void fault61_parameters(String added) throws IOException {
    assertThat(send(byLink("GET", v4Get("private"), added)))
        .matches("(?s)HTTP/1.1 (400|403) .*")
        .doesNotContain(SECRET_TEXT);
    assertThat(send(byLink("GET", v2("GET", "/team/private"), added)))
        .startsWith("HTTP/1.1 403 ")
        .doesNotContain(SECRET_TEXT);
  }

  @Test
  @DisplayName("Fault 61: a link of version 2 to a listing cannot be turned to other names")
  void fault61_listing() throws IOException {
    assertThat(send(byLink("GET", v2("GET", "/team"), ""))).startsWith("HTTP/1.1 200 ");
    assertThat(send(byLink("GET", v2("GET", "/team"), "&prefix=p"))).startsWith("HTTP/1.1 403 ");
    assertThat(
            send(
                new RawRequest("GET", "/team")
                    .signedV2(keyId, secret, Instant.now())
                    .query("prefix=p&list-type=2")))
        .startsWith("HTTP/1.1 200 ");
    assertThat(
            send(
                new RawRequest("GET", "/team")
                    .signedV2(keyId, secret, Instant.now())
                    .query("encryption")))
        .startsWith("HTTP/1.1 403 ");
  }

  @Test
  @DisplayName("Links that are used as they were signed work in both versions")
  void asSigned() throws IOException {
    assertThat(send(byLink("GET", v4Get("private"), ""))).endsWith(SECRET_TEXT);
    assertThat(send(byLink("GET", v2("GET", "/team/private"), ""))).endsWith(SECRET_TEXT);
    assertThat(send(byLink("PUT", v2("PUT", "/team/v2"), "").body("x")))
        .startsWith("HTTP/1.1 200 ");
    assertThat(
            send(byLink("PUT", v4Put("typed"), "").header("content-type", "text/plain").body("x")))
        .startsWith("HTTP/1.1 200 ");
    assertThat(
            send(
                byLink("GET", v4Get("private"), "")
                    .header("authorization", "Bearer of-another-service")))
        .endsWith(SECRET_TEXT);
  }

  @Test
  @DisplayName("Fault 61: the host is signed, because it may name the bucket")
  void fault61_host() throws IOException {
    assertThat(
            send(
                new RawRequest("GET", "/team/private")
                    .signedBut("host", keyId, secret, "UNSIGNED-PAYLOAD", Instant.now())))
        .startsWith("HTTP/1.1 403 ")
        .contains("the header host must be signed");
    assertThat(
            send(
                byLink("GET", v4Get("private"), "")
                    .path("http://other.test" + v4Get("private").getRawPath())))
        .startsWith("HTTP/1.1 400 ");
  }

  @Test
  @DisplayName("Fault 61: a request that is signed in two ways is refused")
  void fault61_twoWays() throws IOException {
    for (URI link : new URI[] {v4Get("private"), v2("GET", "/team/private")}) {
      assertThat(
              send(
                  byLink("GET", link, "")
                      .header("authorization", "AWS " + keyId + ":c2lnbmF0dXJl")))
          .startsWith("HTTP/1.1 400 ")
          .contains("<Code>InvalidArgument</Code>");
    }
  }

  @Test
  @DisplayName("Fault 61: a form says what its policy says, and nothing beside it")
  void fault61_form() throws IOException {
    String policy =
        Base64.getEncoder()
            .encodeToString(
                """
                {"expiration": "%s", "conditions": [{"bucket": "team"}, ["starts-with", "$key", "form"]]}
                """
                    .formatted(Instant.now().plusSeconds(300))
                    .getBytes(StandardCharsets.UTF_8));
    assertThat(send(form("/team", policy, "form1", ""))).startsWith("HTTP/1.1 204 ");
    String field = part("x-amz-copy-source", "/team/private");
    assertThat(send(form("/team", policy, "form2", field))).startsWith("HTTP/1.1 403 ");
    assertThat(send(form("/team?uploads", policy, "form3", ""))).startsWith("HTTP/1.1 403 ");
    assertThat(
            send(form("/team", policy, "form4", "").header("x-amz-copy-source", "/team/private")))
        .startsWith("HTTP/1.1 403 ");
    for (String key : new String[] {"form2", "form3", "form4"}) {
      assertAbsent(key);
    }
  }

  private static String part(String name, String value) {
    return "--b\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
        .formatted(name, value);
  }

  private static RawRequest form(String path, String policy, String key, String added) {
    return new RawRequest("POST", path)
        .header("content-type", "multipart/form-data; boundary=b")
        .body(
            part("key", key)
                + part("AWSAccessKeyId", keyId)
                + part("policy", policy)
                + part("signature", RawRequest.v2(secret, policy))
                + added
                + part("file", "content")
                + "--b--\r\n");
  }

  @ParameterizedTest
  @DisplayName("A parameter or header that comes twice is refused, signed or not")
  @ValueSource(strings = {"x-amz-meta-a", "range", "if-match", "x-amz-date", "content-type"})
  void repeatedHeaders(String name) throws IOException {
    assertThat(
            send(
                new RawRequest("GET", "/team/private")
                    .signed(keyId, secret, "UNSIGNED-PAYLOAD", Instant.now())
                    .header(name + ": a\r\n" + name, "b")))
        .startsWith("HTTP/1.1 400 ");
    assertThat(send(byLink("GET", v4Get("private"), "&X-Amz-Expires=300")))
        .startsWith("HTTP/1.1 400 ")
        .contains("the parameter X-Amz-Expires came 2 times");
    assertThat(
            send(
                new RawRequest("GET", "/team")
                    .signedV2(keyId, secret, Instant.now())
                    .query("prefix=a&pre%66ix=b")))
        .startsWith("HTTP/1.1 400 ");
    assertThat(send(byLink("GET", v4Get("private"), "").header("accept: a\r\naccept", "b")))
        .startsWith("HTTP/1.1 200 ");
  }
}
