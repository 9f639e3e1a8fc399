package dev.freehold.files.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

@DisplayName("At S3, /livez and /readyz")
class S3ProbesTest {

  @TempDir Path folder;
  private S3TestServer server;

  @BeforeEach
  void start() {
    server = new S3TestServer(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String send(RawRequest request) throws IOException {
    return request.send(server.port());
  }

  @Test
  @DisplayName("are a word for who does not sign, and a bucket for who does")
  void signedOrNot() throws Exception {
    S3Client owner = server.owner();
    owner.createBucket(make -> make.bucket("livez"));
    owner.putObject(put -> put.bucket("livez").key("doc"), RequestBody.fromString("content"));
    assertThat(owner.listObjectsV2(list -> list.bucket("livez")).contents()).hasSize(1);
    assertThat(owner.headBucket(head -> head.bucket("livez")).sdkHttpResponse().statusCode())
        .isEqualTo(200);

    assertThat(send(new RawRequest("GET", "/livez")))
        .startsWith("HTTP/1.1 200 ")
        .endsWith("\r\n\r\nlive");
    assertThat(send(new RawRequest("GET", "/readyz"))).endsWith("\r\n\r\nready");
    assertThat(send(new RawRequest("GET", "/livez?list-type=2")))
        .as("unsigned, but not a probe")
        .startsWith("HTTP/1.1 4")
        .contains("<Code>");
    assertThat(send(new RawRequest("PUT", "/readyz"))).startsWith("HTTP/1.1 4").contains("<Code>");

    owner.deleteObject(delete -> delete.bucket("livez").key("doc"));
    owner.deleteBucket(delete -> delete.bucket("livez"));
  }

  @Test
  @DisplayName("of a bucket are reached by links that were signed beforehand")
  void presigned() throws Exception {
    S3Client owner = server.owner();
    owner.createBucket(make -> make.bucket("readyz"));
    owner.putObject(put -> put.bucket("readyz").key("livez"), RequestBody.fromString("content"));
    URI link =
        server
            .presigner()
            .presignGetObject(
                sign ->
                    sign.signatureDuration(Duration.ofMinutes(1))
                        .getObjectRequest(get -> get.bucket("readyz").key("livez")))
            .url()
            .toURI();
    try (HttpClient http = HttpClient.newHttpClient()) {
      assertThat(http.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofString()).body())
          .isEqualTo("content");
    }
  }

  @Test
  @DisplayName("are in no figures of requests")
  void notCounted() throws IOException {
    send(new RawRequest("GET", "/livez"));
    send(new RawRequest("GET", "/none"));
    // A request is counted a moment after its client has the answer; this one came later.
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (counted() == 0) {
      assertThat(System.nanoTime() - end).isNegative();
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
    assertThat(counted()).isEqualTo(1);
  }

  private long counted() {
    return server.fixture.meters.find("freehold.s3.requests").timers().stream()
        .mapToLong(Timer::count)
        .sum();
  }
}
