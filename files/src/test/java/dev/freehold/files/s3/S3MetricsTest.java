package dev.freehold.files.s3;

import static dev.freehold.files.s3.S3Fixture.BUCKET;
import static dev.freehold.files.s3.S3Fixture.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

@DisplayName("Metrics of S3")
class S3MetricsTest {

  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final String SECRET_NAME = "plans-of-the-merger";
  private static final int CONTENT_BYTES = 300_000;
  private static final int LARGE_BYTES = 8 << 20;

  @TempDir private Path folder;
  private S3TestServer server;

  @BeforeEach
  void start() {
    server = new S3TestServer(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void put(String key, int bytes) {
    server
        .owner()
        .putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromBytes(new byte[bytes]));
  }

  /** A request is counted a moment after its client has the answer. */
  private void awaitOne(String operation, String outcome) {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (count(operation, outcome) != 1) {
      assertThat(System.nanoTime() - end).as("%s %s", operation, outcome).isNegative();
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  private long count(String operation, String outcome) {
    Timer timer =
        server
            .fixture
            .meters
            .find("freehold.s3.requests")
            .tags("operation", operation, "outcome", outcome)
            .timer();
    return timer == null ? 0 : timer.count();
  }

  private double bytes(String meter, String operation) {
    Counter counter = server.fixture.meters.find(meter).tag("operation", operation).counter();
    return counter.count();
  }

  @Test
  @DisplayName("count requests by operation and outcome, and the bytes of bodies")
  void counts() {
    put("doc", CONTENT_BYTES);
    server.owner().getObjectAsBytes(get -> get.bucket(BUCKET).key("doc"));
    server.owner().headObject(head -> head.bucket(BUCKET).key("doc"));
    assertThatThrownBy(() -> server.owner().getObjectAsBytes(get -> get.bucket(BUCKET).key("none")))
        .isInstanceOf(NoSuchKeyException.class);
    awaitOne("put_object", "2xx");
    awaitOne("get_object", "2xx");
    awaitOne("head_object", "2xx");
    awaitOne("get_object", "4xx");
    assertThat(bytes("freehold.s3.received", "put_object"))
        .as("with the framing of chunks")
        .isBetween((double) CONTENT_BYTES, CONTENT_BYTES + 5000.0);
    assertThat(bytes("freehold.s3.sent", "get_object"))
        .as("with the error's document")
        .isBetween((double) CONTENT_BYTES, CONTENT_BYTES + 1000.0);
    assertThat(bytes("freehold.s3.sent", "head_object")).isZero();
  }

  @Test
  @DisplayName("tell an answer that was broken off")
  void broken() throws IOException {
    put("doc", LARGE_BYTES);
    try (Stream<Path> all = Files.walk(server.fixture.blobs.resolve("objects"))) {
      Path blob = all.filter(Files::isRegularFile).findAny().orElseThrow();
      byte[] bytes = Files.readAllBytes(blob);
      bytes[bytes.length / 2] ^= 1;
      Files.write(blob, bytes);
    }
    new RawRequest("GET", "/team/doc")
        .signedV2(server.fixture.keyId(OWNER), server.fixture.secret(OWNER), Instant.now())
        .send(server.port());
    awaitOne("get_object", "broken");
  }

  @Test
  @DisplayName("tell what is no HTTP from an answer that was broken off")
  void malformed() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.getOutputStream().write("GARBAGE\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
    }
    awaitOne("other", "4xx");
  }

  @Test
  @DisplayName("have no label that a client chooses")
  void boundedLabels() throws IOException {
    put(SECRET_NAME, 1);
    new RawRequest("BREW", "/" + SECRET_NAME + "?" + SECRET_NAME).send(server.port());
    awaitOne("put_object", "2xx");
    awaitOne("other", "4xx");
    assertThat(
            server.fixture.meters.getMeters().stream()
                .map(Meter::getId)
                .flatMap(id -> id.getTags().stream())
                .map(Tag::getValue))
        .allMatch(value -> value.matches("[a-z_-]+|s3|[2-5]xx"))
        .noneMatch(value -> value.contains("merger"));
  }
}
