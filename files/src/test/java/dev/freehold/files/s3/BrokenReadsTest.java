package dev.freehold.files.s3;

import static dev.freehold.files.s3.S3Fixture.BUCKET;
import static dev.freehold.files.s3.S3Fixture.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.KeyAccessException;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;

/** Reads that fail: before the answer began, and in its middle. */
class BrokenReadsTest {

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

  private void put(int length) {
    server
        .owner()
        .putObject(put -> put.bucket(BUCKET).key("doc"), RequestBody.fromBytes(new byte[length]));
  }

  private RawRequest get() {
    return new RawRequest("GET", "/team/doc")
        .signedV2(server.fixture.keyId(OWNER), server.fixture.secret(OWNER), Instant.now());
  }

  private void flip(double where) throws IOException {
    try (Stream<Path> all = Files.walk(server.fixture.blobs.resolve("objects"))) {
      Path blob = all.filter(Files::isRegularFile).findAny().orElseThrow();
      byte[] bytes = Files.readAllBytes(blob);
      bytes[(int) (bytes.length * where)] ^= 1;
      Files.write(blob, bytes);
    }
  }

  @Test
  @DisplayName("A flipped byte in the middle breaks the connection off before the content ends")
  void flippedInTheMiddle() throws IOException {
    put(LARGE_BYTES);
    flip(0.7);
    try (Socket socket = get().open(server.port())) {
      String answer = RawRequest.rest(socket);
      int body = answer.indexOf("\r\n\r\n") + 4;
      assertThat(answer).startsWith("HTTP/1.1 200 ").contains("Content-Length: " + LARGE_BYTES);
      assertThat(answer.length() - body).isBetween(1, (int) (LARGE_BYTES * 0.7));
    }
  }

  @Test
  @DisplayName("A flipped byte in a small object is an error with nothing of the content")
  void flippedInASmallOne() throws IOException {
    put(100);
    flip(0.9);
    assertThat(get().send(server.port()))
        .startsWith("HTTP/1.1 500 ")
        .contains("<Code>InternalError</Code>")
        .doesNotContain("\0");
  }

  @ParameterizedTest
  @DisplayName("A key that is not given says whether another attempt may help")
  @CsvSource({
    "REFUSED,403,AccessDenied",
    "DID_NOT_ANSWER,503,ServiceUnavailable",
    "NOT_RECORDED,503,ServiceUnavailable",
    "WRONG_ANSWER,500,InternalError"
  })
  void keyNotGiven(KeyAccessException.Reason reason, int status, String code) throws IOException {
    put(10);
    server.fixture.keys.refuse(reason);
    assertThat(get().send(server.port()))
        .startsWith("HTTP/1.1 " + status)
        .contains("<Code>" + code + "</Code>")
        .contains("the test said so");
  }
}
