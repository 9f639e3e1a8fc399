package dev.freehold.content.blob.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.ContentException;
import dev.freehold.content.blob.BlobName;
import dev.freehold.content.blob.BlobSource;
import dev.freehold.content.blob.BlobWriter;
import dev.freehold.content.blob.Blobs;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Apart from {@link DyingStoreTest}, so that the waits of both pass at the same time. */
@DisplayName("A store that takes connections and says nothing")
@Order(1)
class SilentStoreTest extends FailingStore {

  /** Ten seconds are promised; a machine that builds has other things to do. */
  private static final Duration KNOWN = Duration.ofSeconds(25);

  /** Two seconds, for the same machine. */
  private static final Duration AT_ONCE = Duration.ofSeconds(8);

  @Test
  @DisplayName(
      "to a read is refused within seconds, then at once, and serves all again when it goes on")
  void whileSilent() throws Exception {
    BlobName name = Blobs.put(blobs, bytes);
    try (BlobSource source = blobs.open(name)) {
      Blobs.read(source, 0, 1 << 20);
      proxy.pause();
      Instant silentAt = Instant.now();
      assertFailed(() -> Blobs.read(source, 1 << 20, LARGE_BYTES - (1 << 20)));
      assertThat(Instant.now()).isBefore(silentAt.plus(KNOWN));
      Instant knownAt = Instant.now();
      assertFailed(() -> blobs.open(name));
      assertThatThrownBy(() -> blobs.open(name))
          .as("the SDK does not try again")
          .hasStackTraceContaining("does not answer: the store answers nobody")
          .hasStackTraceContaining("(SDK Attempt Count: 1)");
      assertFailed(() -> Blobs.put(blobs, bytes));
      assertFailed(blobs::probe);
      assertThat(Instant.now()).isBefore(knownAt.plus(AT_ONCE));
      proxy.resume();
      awaitAnswer();
      assertThat(Blobs.read(source, 0, LARGE_BYTES)).isEqualTo(bytes);
    }
  }

  @Test
  @DisplayName("to an upload has it fail within seconds")
  void whileSilentToAnUpload() throws Exception {
    try (BlobWriter writer = blobs.create(BlobName.object(UUID.randomUUID()), LARGE_BYTES)) {
      proxy.pause();
      Instant silentAt = Instant.now();
      assertFailed(() -> writer.stream().write(bytes));
      assertThat(Instant.now()).isBefore(silentAt.plus(KNOWN));
      proxy.resume();
      awaitAnswer();
    }
  }

  private void awaitAnswer() {
    Instant start = Instant.now();
    while (true) {
      try {
        blobs.probe();
        return;
      } catch (ContentException notYet) {
        assertThat(Instant.now()).isBefore(start.plus(KNOWN));
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
    }
  }
}
