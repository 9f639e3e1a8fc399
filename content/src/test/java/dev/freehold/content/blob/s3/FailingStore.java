package dev.freehold.content.blob.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.content.blob.Blobs;
import dev.freehold.content.testing.S3ProxyProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A store in a process of its own, which a test can kill or pause. */
abstract class FailingStore {

  static final int LARGE_BYTES = 20 << 20;

  @TempDir Path folder;
  S3ProxyProcess proxy;
  S3BlobStore blobs;
  final byte[] bytes = Blobs.bytes(1, LARGE_BYTES);

  @BeforeEach
  void start() throws IOException {
    proxy = new S3ProxyProcess(folder);
    blobs = S3BlobStore.open(TestS3.of(proxy).newBucket("freehold"), Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    blobs.close();
    proxy.close();
  }

  static void assertFailed(ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            ContentException.class, e -> assertThat(e.error()).isEqualTo(ContentError.STORE_FAILED))
        .hasMessageContaining("does not answer");
  }
}
