package dev.freehold.files.s3;

import static dev.freehold.files.s3.S3Fixture.BUCKET;
import static dev.freehold.files.s3.S3Fixture.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.files.s3.request.BrowserGuards;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What every answer says of itself, and what is refused with its bound. */
class AnswersTest {

  private static final Pattern ID = Pattern.compile("(?m)^x-amz-request-id: ([0-9A-F]{16})$");

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
        .putObject(put -> put.bucket(BUCKET).key("doc"), RequestBody.fromString("content"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String send(RawRequest request) throws IOException {
    return request.send(server.port());
  }

  private static RawRequest signed(String method, String path) {
    return new RawRequest(method, path).signed(keyId, secret, "UNSIGNED-PAYLOAD", Instant.now());
  }

  @ParameterizedTest
  @DisplayName("Every answer has one request id, and an error document has the same one")
  @CsvSource({"/team/doc,200", "/team/none,404", "/none/doc,404", "/team?x=1,403"})
  void requestIds(String path, int status) throws IOException {
    String answer = send(signed("GET", path));
    assertThat(answer).startsWith("HTTP/1.1 " + status);
    Matcher id = ID.matcher(answer);
    assertThat(id.find()).isTrue();
    if (status >= 400) {
      assertThat(answer).contains("<RequestId>" + id.group(1) + "</RequestId>");
    }
    assertThat(id.find()).isFalse();
  }

  @Test
  @DisplayName("A request that never reaches a handler has a request id as well")
  void requestIdOfRefused() throws IOException {
    assertThat(send(new RawRequest("GET", "/team/%zz")))
        .startsWith("HTTP/1.1 400 ")
        .contains("<RequestId>");
    assertThat(send(new RawRequest("OPTIONS", "/team"))).containsPattern(ID);
  }

  @ParameterizedTest
  @DisplayName(
      "Content that a browser could run is served in a sandbox, and browsers may not guess types")
  @CsvSource({
    "text/html,true",
    "TEXT/HTML; charset=utf-8,true",
    "image/svg+xml,true",
    "application/xhtml+xml,true",
    "text/xml,true",
    "application/xml,true",
    "text/javascript,true",
    "'image/png, text/html',true",
    "image/png,false",
    "text/plain; charset=utf-8,false",
    "application/pdf,false",
    "application/octet-stream,false"
  })
  void sandbox(String type, boolean isSandboxed) throws IOException {
    server
        .owner()
        .putObject(
            put -> put.bucket(BUCKET).key("page").contentType(type),
            RequestBody.fromString("<script>alert(1)</script>"));
    String answer = send(signed("GET", "/team/page"));
    assertThat(answer).startsWith("HTTP/1.1 200 ").contains("X-Content-Type-Options: nosniff");
    assertThat(answer.contains("Content-Security-Policy: " + BrowserGuards.SANDBOX))
        .isEqualTo(isSandboxed);
    assertThat(send(signed("HEAD", "/team/page"))).contains("X-Content-Type-Options: nosniff");
  }

  @Test
  @DisplayName("User metadata of 2 KiB is kept and one byte more is refused, as by S3")
  void userMetadata() {
    String value = "v".repeat(2048 - "note".length());
    server
        .owner()
        .putObject(
            put -> put.bucket(BUCKET).key("noted").metadata(Map.of("note", value)),
            RequestBody.fromString("x"));
    assertThat(server.owner().headObject(head -> head.bucket(BUCKET).key("noted")).metadata())
        .containsEntry("note", value);
    Map<String, String> tooMuch = Map.of("note", value + "v");
    assertThatThrownBy(
            () ->
                server
                    .owner()
                    .putObject(
                        put -> put.bucket(BUCKET).key("more").metadata(tooMuch),
                        RequestBody.fromString("x")))
        .isInstanceOfSatisfying(
            S3Exception.class,
            refused ->
                assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("MetadataTooLarge"));
    assertThatThrownBy(
            () ->
                server
                    .owner()
                    .createMultipartUpload(
                        create -> create.bucket(BUCKET).key("more").metadata(tooMuch)))
        .isInstanceOf(S3Exception.class);
  }

  @Test
  @DisplayName(
      "Content longer than 16 MiB whose hash was signed is streamed and compared with the hash")
  void longSignedBodies() throws IOException {
    String content = "0123456789abcdef".repeat((17 << 20) / 16);
    String hash = RawRequest.sha256(content);
    assertThat(send(upload("long", content).signed(keyId, secret, hash, Instant.now())))
        .startsWith("HTTP/1.1 200 ");
    assertThat(
            server
                .owner()
                .getObjectAsBytes(get -> get.bucket(BUCKET).key("long"))
                .asUtf8String()
                .equals(content))
        .isTrue();
    String other = RawRequest.sha256("other");
    assertThat(send(upload("wrong", content).signed(keyId, secret, other, Instant.now())))
        .startsWith("HTTP/1.1 400 ")
        .contains("XAmzContentSHA256Mismatch");
    assertThat(send(signed("HEAD", "/team/wrong"))).startsWith("HTTP/1.1 404 ");
  }

  @Test
  @DisplayName("A long body of somebody without the secret is refused unread")
  void longBogusBodies() throws IOException {
    String hash = RawRequest.sha256("something");
    RawRequest bogus =
        new RawRequest("PUT", "/team/bogus")
            .header("content-length", Long.toString(100 << 20))
            .signed(keyId, "wrong", hash, Instant.now());
    assertThat(send(bogus)).startsWith("HTTP/1.1 403 ").contains("SignatureDoesNotMatch");
    RawRequest unknown =
        new RawRequest("PUT", "/team/bogus")
            .header("content-length", Long.toString(100 << 20))
            .signed("FHNOSUCHKEY", secret, hash, Instant.now());
    assertThat(send(unknown)).startsWith("HTTP/1.1 403 ").contains("InvalidAccessKeyId");
  }

  @Test
  @DisplayName("A body that must be held and is too long is refused with the bound")
  void bounds() throws IOException {
    RawRequest form =
        new RawRequest("POST", "/team").header("content-length", Long.toString(17 << 20));
    assertThat(send(form)).startsWith("HTTP/1.1 400 ").contains("at most 16777216 bytes");
    RawRequest bucket =
        new RawRequest("PUT", "/newbucket")
            .header("content-length", Long.toString(17 << 20))
            .signed(keyId, secret, RawRequest.sha256("x"), Instant.now());
    assertThat(send(bucket)).startsWith("HTTP/1.1 400 ").contains("at most 16777216 bytes");
  }

  private static RawRequest upload(String key, String content) {
    return new RawRequest("PUT", "/team/" + key).body(content);
  }
}
