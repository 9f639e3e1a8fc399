package dev.freehold.files.s3;

import static dev.freehold.files.s3.S3Fixture.BUCKET;
import static dev.freehold.files.s3.S3Fixture.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;

/** Who is let in, and what is believed of a body. */
class SignaturesTest {

  private static final String UNSIGNED_CHUNKS = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

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

  private static RawRequest get(String path) {
    return new RawRequest("GET", path);
  }

  private static String send(RawRequest request) throws IOException {
    return request.send(server.port());
  }

  @Test
  @DisplayName("Signatures of version 2 and 4 made by hand are accepted")
  void byHand() throws IOException {
    assertThat(send(get("/team/doc").signedV2(keyId, secret, Instant.now())))
        .startsWith("HTTP/1.1 200 ")
        .endsWith("content");
    assertThat(send(get("/team/doc").signed(keyId, secret, "UNSIGNED-PAYLOAD", Instant.now())))
        .startsWith("HTTP/1.1 200 ")
        .endsWith("content");
  }

  @Test
  @DisplayName("A wrong secret, an unknown key and a clock that is off are refused")
  void refused() throws IOException {
    Instant now = Instant.now();
    assertThat(send(get("/team/doc").signedV2(keyId, "wrong", now)))
        .startsWith("HTTP/1.1 403 ")
        .contains("SignatureDoesNotMatch");
    assertThat(send(get("/team/doc").signed(keyId, "wrong", "UNSIGNED-PAYLOAD", now)))
        .startsWith("HTTP/1.1 403 ")
        .contains("SignatureDoesNotMatch");
    assertThat(send(get("/team/doc").signed("FHNOSUCHKEY", secret, "UNSIGNED-PAYLOAD", now)))
        .startsWith("HTTP/1.1 403 ")
        .contains("InvalidAccessKeyId");
    Instant longAgo = now.minus(Duration.ofMinutes(20));
    assertThat(send(get("/team/doc").signed(keyId, secret, "UNSIGNED-PAYLOAD", longAgo)))
        .startsWith("HTTP/1.1 403 ")
        .contains("RequestTimeTooSkewed");
  }

  @Test
  @DisplayName("A session token beside an access key changes nothing; grants are not ignored")
  void unknownHeaders() throws IOException {
    assertThat(
            send(
                get("/team/doc")
                    .header("x-amz-security-token", "token")
                    .signed(keyId, secret, "UNSIGNED-PAYLOAD", Instant.now())))
        .startsWith("HTTP/1.1 200 ");
    assertThat(
            send(
                new RawRequest("PUT", "/team/granted")
                    .header("x-amz-grant-read", "everybody")
                    .body("x")
                    .signed(keyId, secret, "UNSIGNED-PAYLOAD", Instant.now())))
        .startsWith("HTTP/1.1 501 ");
  }

  @Test
  @DisplayName("A body that says it is a form is content all the same")
  void formBody() throws IOException {
    assertThat(
            send(
                new RawRequest("PUT", "/team/form")
                    .header("content-type", "application/x-www-form-urlencoded")
                    .body("acl=1&uploadId=2")
                    .signed(keyId, secret, "UNSIGNED-PAYLOAD", Instant.now())))
        .startsWith("HTTP/1.1 200 ");
    assertThat(send(get("/team/form").signedV2(keyId, secret, Instant.now())))
        .endsWith("acl=1&uploadId=2");
  }

  @ParameterizedTest
  @DisplayName("Without a signature nothing is there")
  @CsvSource({
    "GET,/,403",
    "GET,/team,404",
    "GET,/team/doc,404",
    "HEAD,/team/doc,404",
    "PUT,/team/doc,404",
    "DELETE,/team/doc,404",
    "GET,/healthz,404",
    "GET,/none,404",
    "OPTIONS,/team,403",
    "POST,/team,400"
  })
  void anonymous(String method, String path, int status) throws IOException {
    assertThat(send(new RawRequest(method, path)))
        .startsWith("HTTP/1.1 " + status)
        .doesNotContain("launchTime")
        .doesNotContainIgnoringCase("jetty");
  }

  @Test
  @DisplayName(
      "A preflight with a known key and no signature does not tell which buckets there are")
  void preflight() throws IOException {
    for (String path : new String[] {"/team", "/none"}) {
      assertThat(
              send(
                  new RawRequest("OPTIONS", path)
                      .signed(keyId, "wrong", "UNSIGNED-PAYLOAD", Instant.now())))
          .startsWith("HTTP/1.1 403 ");
    }
  }

  @Test
  @DisplayName("A URL that was signed beforehand reads and writes, until it expires")
  void presigned() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI write =
          server
              .presigner()
              .presignPutObject(
                  sign ->
                      sign.signatureDuration(Duration.ofMinutes(1))
                          .putObjectRequest(put -> put.bucket(BUCKET).key("by url")))
              .url()
              .toURI();
      URI read =
          server
              .presigner()
              .presignGetObject(
                  sign ->
                      sign.signatureDuration(Duration.ofMinutes(1))
                          .getObjectRequest(get -> get.bucket(BUCKET).key("by url")))
              .url()
              .toURI();
      HttpRequest put =
          HttpRequest.newBuilder(write).PUT(HttpRequest.BodyPublishers.ofString("x")).build();
      assertThat(http.send(put, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(200);
      HttpRequest get = HttpRequest.newBuilder(read).build();
      assertThat(http.send(get, HttpResponse.BodyHandlers.ofString()).body()).isEqualTo("x");
      URI later = URI.create(read.toString().replace("X-Amz-Expires=60", "X-Amz-Expires=61"));
      HttpRequest changed = HttpRequest.newBuilder(later).build();
      assertThat(http.send(changed, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(403);
    }
  }

  private static RawRequest chunks(String body, int decodedLength) {
    return new RawRequest("PUT", "/team/chunks")
        .header("x-amz-decoded-content-length", Integer.toString(decodedLength))
        .header("x-amz-trailer", "x-amz-checksum-crc32")
        .header("content-encoding", "aws-chunked")
        .body(body)
        .signed(keyId, secret, UNSIGNED_CHUNKS, Instant.now());
  }

  @Test
  @DisplayName("A checksum behind the chunks is looked at before anything is stored")
  void trailers() throws IOException {
    String chunks = "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:%s\r\n\r\n";
    assertThat(send(chunks(chunks.formatted("AAAAAA=="), 5)))
        .startsWith("HTTP/1.1 400 ")
        .contains("BadDigest");
    assertThat(send(get("/team/chunks").signedV2(keyId, secret, Instant.now())))
        .startsWith("HTTP/1.1 404 ");
    assertThat(send(chunks(chunks.formatted("NhCmhg=="), 5))).startsWith("HTTP/1.1 200 ");
    assertThat(send(get("/team/chunks").signedV2(keyId, secret, Instant.now())))
        .startsWith("HTTP/1.1 200 ")
        .doesNotContain("aws-chunked")
        .endsWith("hello");
  }

  @Test
  @DisplayName("Chunks that are longer or shorter than announced, or not ended, store nothing")
  void chunkLengths() throws IOException {
    String end = "0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n";
    for (String body : new String[] {"5\r\nhello\r\n", "5\r\nhello\r\n" + end}) {
      assertThat(send(chunks(body, 6))).startsWith("HTTP/1.1 400 ").contains("IncompleteBody");
    }
    assertThat(send(chunks("5\r\nhello\r\n" + end, 4)))
        .startsWith("HTTP/1.1 400 ")
        .contains("IncompleteBody");
  }

  @Test
  @DisplayName("A body with another hash than the one that was signed stores nothing")
  void signedHash() throws IOException {
    assertThat(
            send(
                new RawRequest("PUT", "/team/hash")
                    .body("other")
                    .signed(keyId, secret, RawRequest.sha256("content"), Instant.now())))
        .startsWith("HTTP/1.1 400 ")
        .contains("XAmzContentSHA256Mismatch");
  }
}
