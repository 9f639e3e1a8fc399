package dev.freehold.files.s3;

import static dev.freehold.files.s3.S3Fixture.BUCKET;
import static dev.freehold.files.s3.S3Fixture.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;

@DisplayName("Conditions of reads")
class HeadConditionsTest {

  @TempDir private static Path folder;
  private static S3TestServer server;
  private static String etag;
  private static Instant modified;

  @BeforeAll
  static void start() {
    server = new S3TestServer(folder);
    etag =
        server
            .owner()
            .putObject(put -> put.bucket(BUCKET).key("doc"), RequestBody.fromString("hello"))
            .eTag();
    modified = server.owner().headObject(head -> head.bucket(BUCKET).key("doc")).lastModified();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String answer(String method, String header, String value) throws IOException {
    return new RawRequest(method, "/" + BUCKET + "/doc")
        .header(header, value)
        .signedV2(server.fixture.keyId(OWNER), server.fixture.secret(OWNER), Instant.now())
        .send(server.port());
  }

  private static int status(String method, String header, String value) throws IOException {
    return Integer.parseInt(answer(method, header, value).split(" ", 3)[1]);
  }

  private static String httpDate(Instant instant) {
    return java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.format(
        instant.atZone(java.time.ZoneOffset.UTC));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  @DisplayName("by date: a document's own time is neither before nor after it")
  void dates(String method) throws IOException {
    String before = httpDate(modified.minusSeconds(60));
    assertThat(status(method, "if-modified-since", httpDate(modified))).isEqualTo(304);
    assertThat(status(method, "if-modified-since", before)).isEqualTo(200);
    assertThat(status(method, "if-unmodified-since", httpDate(modified))).isEqualTo(200);
    assertThat(status(method, "if-unmodified-since", before)).isEqualTo(412);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  @DisplayName("by ETag: alone, in a list, weak, or any; what is not modified says its ETag")
  void etags(String method) throws IOException {
    for (String known : new String[] {etag, "\"0\", " + etag, "W/" + etag, "*"}) {
      String answer = answer(method, "if-none-match", known);
      assertThat(answer)
          .as(known)
          .startsWith("HTTP/1.1 304 ")
          .containsIgnoringCase("etag: " + etag);
    }
    assertThat(status(method, "if-none-match", "\"0\"")).isEqualTo(200);
    assertThat(status(method, "if-match", "\"0\", " + etag)).isEqualTo(200);
    assertThat(status(method, "if-match", "\"0\"")).isEqualTo(412);
  }

  @Test
  @DisplayName("that cannot be read are none")
  void unreadable() throws IOException {
    assertThat(status("HEAD", "if-modified-since", "yesterday")).isEqualTo(200);
  }

  @Test
  @DisplayName("of a part that is copied count its source's time in whole seconds")
  void partCopies() {
    String upload =
        server
            .owner()
            .createMultipartUpload(create -> create.bucket(BUCKET).key("copy"))
            .uploadId();
    var copied =
        server
            .owner()
            .uploadPartCopy(
                copy ->
                    copy.sourceBucket(BUCKET)
                        .sourceKey("doc")
                        .destinationBucket(BUCKET)
                        .destinationKey("copy")
                        .uploadId(upload)
                        .partNumber(1)
                        .copySourceIfUnmodifiedSince(modified));
    assertThat(copied.copyPartResult().eTag()).isEqualTo(etag);
  }
}
