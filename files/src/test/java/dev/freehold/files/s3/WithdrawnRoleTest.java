package dev.freehold.files.s3;

import static dev.freehold.files.s3.S3Fixture.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.files.sites.SiteRole;
import dev.freehold.files.sites.SitesFixture;
import java.io.IOException;
import java.net.Socket;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

@DisplayName("A role that is taken away while an upload is under way")
class WithdrawnRoleTest {

  private static final Duration UNDER_WAY = Duration.ofMillis(500);

  @TempDir private Path folder;
  private S3TestServer server;

  @BeforeEach
  void start() {
    server = new S3TestServer(folder);
    var base = server.fixture.base;
    server.fixture.roles.grant(server.fixture.site, base.bob, SiteRole.WRITE, SitesFixture.ADMIN);
    server.fixture.addKey("bob", base.contoso, base.bob);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 2_000_000})
  @DisplayName("makes the upload of a document fail, and nothing is stored")
  void document(int bytes) throws IOException {
    assertThat(answerAfterWithdrawal("/" + BUCKET + "/late", bytes)).contains("NoSuchBucket");
    assertThatThrownBy(() -> server.owner().headObject(head -> head.bucket(BUCKET).key("late")))
        .isInstanceOf(NoSuchKeyException.class);
    assertNoBlobs();
  }

  @Test
  @DisplayName("makes the upload of a part fail, and nothing is stored")
  void part() throws IOException {
    String upload =
        server.owner().createMultipartUpload(up -> up.bucket(BUCKET).key("late")).uploadId();
    String path = "/%s/late?partNumber=1&uploadId=%s".formatted(BUCKET, upload);
    assertThat(answerAfterWithdrawal(path, 1_000)).contains("NoSuchBucket");
    assertThat(
            server
                .owner()
                .listParts(list -> list.bucket(BUCKET).key("late").uploadId(upload))
                .parts())
        .isEmpty();
    assertNoBlobs();
  }

  /** Sends half a body, withdraws the role, sends the rest. */
  private String answerAfterWithdrawal(String path, int bytes) throws IOException {
    RawRequest put = new RawRequest("PUT", path);
    put.header("content-length", Integer.toString(bytes))
        .signedV2(server.fixture.keyId("bob"), server.fixture.secret("bob"), Instant.now());
    try (Socket socket = put.open(server.port())) {
      socket.getOutputStream().write(new byte[bytes / 2]);
      LockSupport.parkNanos(UNDER_WAY.toNanos());
      server.fixture.roles.revoke(server.fixture.site, server.fixture.base.bob, SitesFixture.ADMIN);
      socket.getOutputStream().write(new byte[bytes / 2]);
      String answer = RawRequest.rest(socket);
      assertThat(answer).startsWith("HTTP/1.1 404 ");
      return answer;
    }
  }

  private void assertNoBlobs() throws IOException {
    try (Stream<Path> files = Files.walk(server.fixture.blobs)) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }
}
