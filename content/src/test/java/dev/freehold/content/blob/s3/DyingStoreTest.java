package dev.freehold.content.blob.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.blob.BlobArea;
import dev.freehold.content.blob.BlobEntry;
import dev.freehold.content.blob.BlobName;
import dev.freehold.content.blob.BlobSource;
import dev.freehold.content.blob.BlobWriter;
import dev.freehold.content.blob.Blobs;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@DisplayName("A store that dies")
@Order(1)
class DyingStoreTest extends FailingStore {

  @Test
  @DisplayName(
      "in the middle of a write makes it fail; nothing of it is visible, and a sweep cleans up")
  void whileWriting() throws Exception {
    BlobName whole = Blobs.put(blobs, bytes);
    BlobName half = BlobName.object(UUID.randomUUID());
    try (BlobWriter writer = blobs.create(half, 2L * LARGE_BYTES)) {
      writer.stream().write(bytes);
      proxy.kill();
      assertFailed(() -> writer.stream().write(bytes));
      assertThatThrownBy(writer::commit).isInstanceOf(IllegalStateException.class);
    }
    proxy.start();
    assertThat(Blobs.list(blobs, BlobArea.OBJECTS))
        .extracting(BlobEntry::name)
        .containsExactly(whole);
    assertThat(blobs.discardAbandoned(Instant.now().minusSeconds(3_600), 10))
        .as("too young")
        .isZero();
    assertThat(blobs.discardAbandoned(Instant.now().plusSeconds(60), 10)).isEqualTo(1);
    assertThat(blobs.discardAbandoned(Instant.now().plusSeconds(60), 10)).isZero();
    assertThat(Blobs.get(blobs, whole)).isEqualTo(bytes);
  }

  @Test
  @DisplayName("before a commit fails it; the same blob can be written once it is back")
  void beforeCommit() throws Exception {
    BlobName name = BlobName.object(UUID.randomUUID());
    for (int length : new int[] {1_000, LARGE_BYTES}) {
      try (BlobWriter writer = blobs.create(name, length)) {
        writer.stream().write(bytes, 0, length);
        proxy.kill();
        assertFailed(writer::commit);
      }
      proxy.start();
      assertThat(Blobs.list(blobs, BlobArea.OBJECTS)).isEmpty();
    }
    Blobs.put(blobs, name, bytes);
    assertThat(Blobs.get(blobs, name)).isEqualTo(bytes);
  }

  @Test
  @DisplayName("in the middle of a read fails it; the same reader goes on once it is back")
  void whileReading() throws Exception {
    BlobName name = Blobs.put(blobs, bytes);
    try (BlobSource source = blobs.open(name)) {
      Blobs.read(source, 0, 1 << 20);
      proxy.kill();
      assertFailed(() -> Blobs.read(source, 1 << 20, LARGE_BYTES - (1 << 20)));
      assertFailed(() -> blobs.open(name));
      proxy.start();
      assertThat(Blobs.read(source, 0, LARGE_BYTES)).isEqualTo(bytes);
    }
  }

  @Test
  @DisplayName("and comes back between two reads causes no error")
  void betweenReads() throws Exception {
    BlobName name = Blobs.put(blobs, bytes);
    try (BlobSource source = blobs.open(name)) {
      Blobs.read(source, 0, 1 << 20);
      proxy.kill();
      proxy.start();
      assertThat(Blobs.read(source, 1 << 20, 9 << 20))
          .isEqualTo(java.util.Arrays.copyOfRange(bytes, 1 << 20, 10 << 20));
    }
  }

  @Test
  @DisplayName("does not answer any question, and says so within seconds")
  void whileDead() throws Exception {
    BlobName name = Blobs.put(blobs, new byte[10]);
    proxy.kill();
    Instant before = Instant.now();
    assertFailed(blobs::probe);
    assertFailed(() -> blobs.open(name));
    assertFailed(() -> blobs.delete(name));
    assertFailed(() -> Blobs.list(blobs, BlobArea.OBJECTS));
    assertFailed(() -> blobs.discardAbandoned(Instant.now(), 1));
    assertFailed(blobs::keepsVersions);
    assertThat(Instant.now()).isBefore(before.plusSeconds(20));
  }
}
