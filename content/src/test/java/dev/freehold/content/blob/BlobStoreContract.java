package dev.freehold.content.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What every blob store must do; each implementation runs it. */
public abstract class BlobStoreContract {

  private static final long BOUND_BYTES = 1 << 20;

  private BlobStore blobs;

  /** Opens a store that is empty. */
  protected abstract BlobStore openEmpty() throws IOException;

  @BeforeEach
  void open() throws IOException {
    blobs = openEmpty();
  }

  @Nested
  @DisplayName("A blob")
  class Blob {

    @Test
    @DisplayName("that was committed is read back at any position")
    void committedIsReadBack() throws IOException {
      for (int length : new int[] {0, 1, 8191, 8192, 8193, 100_000}) {
        byte[] bytes = Blobs.bytes(length, length);
        BlobName name = Blobs.put(blobs, bytes);
        try (BlobSource source = blobs.open(name)) {
          assertThat(source.length()).isEqualTo(length);
          assertThat(Blobs.read(source, 0, length)).isEqualTo(bytes);
          int middle = length / 2;
          assertThat(Blobs.read(source, middle, length - middle))
              .isEqualTo(java.util.Arrays.copyOfRange(bytes, middle, length));
        }
      }
    }

    @Test
    @DisplayName("written in pieces of all sizes is the pieces in their order")
    void piecesKeepTheirOrder() throws IOException {
      byte[] bytes = Blobs.bytes(7, 300_000);
      Random sizes = new Random(7);
      BlobName name = BlobName.object(UUID.randomUUID());
      try (BlobWriter writer = blobs.create(name, bytes.length)) {
        for (int at = 0; at < bytes.length; ) {
          int piece = Math.min(bytes.length - at, 1 + sizes.nextInt(20_000));
          writer.stream().write(bytes, at, piece);
          at += piece;
        }
        assertThat(writer.writtenBytes()).isEqualTo(bytes.length);
        writer.commit();
      }
      assertThat(Blobs.get(blobs, name)).isEqualTo(bytes);
    }

    @Test
    @DisplayName("is visible to nobody before it is committed")
    void notVisibleBeforeCommit() throws IOException {
      BlobName name = BlobName.object(UUID.randomUUID());
      try (BlobWriter writer = blobs.create(name, BOUND_BYTES)) {
        writer.stream().write(Blobs.bytes(1, 50_000));
        assertMissing(name);
        assertThat(Blobs.list(blobs, BlobArea.OBJECTS)).isEmpty();
        writer.commit();
      }
      assertThat(Blobs.get(blobs, name)).hasSize(50_000);
    }

    @Test
    @DisplayName("that was closed without a commit leaves nothing behind")
    void closedLeavesNothing() throws IOException {
      BlobName name = BlobName.object(UUID.randomUUID());
      try (BlobWriter writer = blobs.create(name, BOUND_BYTES)) {
        writer.stream().write(Blobs.bytes(1, 50_000));
      }
      assertMissing(name);
      assertThat(blobs.discardAbandoned(farFuture(), 10)).isZero();
    }

    @Test
    @DisplayName("may be exactly as long as its limit, but not one byte longer")
    void isBounded() throws IOException {
      BlobName name = BlobName.object(UUID.randomUUID());
      try (BlobWriter writer = blobs.create(name, 10)) {
        writer.stream().write(new byte[10]);
        assertThatThrownBy(() -> writer.stream().write(0))
            .isInstanceOfSatisfying(
                ContentException.class,
                e -> assertThat(e.error()).isEqualTo(ContentError.BLOB_TOO_LARGE));
        assertThatThrownBy(writer::commit).isInstanceOf(IllegalStateException.class);
      }
      assertMissing(name);
    }

    @Test
    @DisplayName("that is read past its end reports an error")
    void readingPastTheEnd() {
      BlobName name = Blobs.put(blobs, new byte[10]);
      try (BlobSource source = blobs.open(name)) {
        assertThatThrownBy(() -> Blobs.read(source, 5, 6)).isInstanceOf(EOFException.class);
      }
    }

    @Test
    @DisplayName("that is deleted is gone, and can be deleted again")
    void deletion() {
      BlobName name = Blobs.put(blobs, new byte[10]);
      blobs.delete(name);
      assertMissing(name);
      blobs.delete(name);
      blobs.delete(BlobName.object(UUID.randomUUID()));
    }

    @Test
    @DisplayName("that is replaced reads as before for those who have it open")
    void replacement() throws IOException {
      BlobName name = BlobName.bundledKey(UUID.randomUUID(), UUID.randomUUID());
      byte[] before = Blobs.bytes(1, 20_000);
      byte[] after = Blobs.bytes(2, 30_000);
      Blobs.put(blobs, name, before);
      try (BlobSource open = blobs.open(name)) {
        Blobs.put(blobs, name, after);
        assertThat(Blobs.read(open, 0, before.length)).isEqualTo(before);
      }
      assertThat(Blobs.get(blobs, name)).isEqualTo(after);
    }
  }

  @Nested
  @DisplayName("A large blob")
  class LargeBlob {

    private static final int LENGTH_BYTES = (20 << 20) + 1;
    private static final int READ_BYTES = 1_000_003;

    private final byte[] bytes = Blobs.bytes(3, LENGTH_BYTES);

    @Test
    @DisplayName("is read back in order, backwards, and in steps")
    void readInAnyOrder() throws IOException {
      BlobName name = Blobs.put(blobs, bytes);
      try (BlobSource source = blobs.open(name)) {
        assertThat(source.length()).isEqualTo(LENGTH_BYTES);
        for (int at = 0; at < LENGTH_BYTES; at += READ_BYTES) {
          assertSame(source, at);
        }
        for (int at = LENGTH_BYTES - 1; at >= 0; at -= 3 * READ_BYTES) {
          assertSame(source, at);
        }
        for (int at = 77; at < LENGTH_BYTES; at += 2 * READ_BYTES) {
          assertSame(source, at);
        }
      }
    }

    @Test
    @DisplayName("is read by several threads at once")
    void readByManyThreads() throws Exception {
      BlobName name = Blobs.put(blobs, bytes);
      try (BlobSource source = blobs.open(name);
          ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<?>> reads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          int from = i * 2 * READ_BYTES;
          reads.add(
              threads.submit(
                  () -> {
                    assertSame(source, from);
                    assertSame(source, from + READ_BYTES);
                    return null;
                  }));
        }
        for (Future<?> read : reads) {
          read.get();
        }
      }
    }

    @Test
    @DisplayName("is not there before it is committed, and leaves nothing if it never is")
    void notVisibleBeforeCommit() throws IOException {
      BlobName name = BlobName.object(UUID.randomUUID());
      try (BlobWriter writer = blobs.create(name, LENGTH_BYTES)) {
        writer.stream().write(bytes);
        assertMissing(name);
        assertThat(Blobs.list(blobs, BlobArea.OBJECTS)).isEmpty();
        assertThat(blobs.discardAbandoned(farFuture(), 10)).as("an open writer's").isZero();
      }
      assertMissing(name);
      assertThat(blobs.discardAbandoned(farFuture(), 10)).isZero();
    }

    private void assertSame(BlobSource source, int from) throws IOException {
      int length = Math.min(READ_BYTES, LENGTH_BYTES - from);
      assertThat(
              java.util.Arrays.equals(
                  bytes, from, from + length, Blobs.read(source, from, length), 0, length))
          .as("%d bytes from %d", length, from)
          .isTrue();
    }
  }

  @Test
  @DisplayName("Testing a working store succeeds and leaves nothing behind in it")
  void probe() {
    blobs.probe();
    assertThat(Blobs.list(blobs, BlobArea.OBJECTS)).isEmpty();
    assertThat(blobs.discardAbandoned(farFuture(), 10)).isZero();
  }

  @Nested
  @DisplayName("A listing")
  class Listing {

    @Test
    @DisplayName("has every blob of its area once, in order, however small its pages are")
    void isComplete() {
      List<BlobName> names = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        names.add(Blobs.put(blobs, new byte[i + 1]));
      }
      Blobs.put(blobs, BlobName.bundledKey(UUID.randomUUID(), UUID.randomUUID()), new byte[1]);
      names.sort(java.util.Comparator.comparing(BlobName::path));
      for (int pageSize : new int[] {1, 7, 59, 60, 61}) {
        assertThat(Blobs.list(blobs, BlobArea.OBJECTS, pageSize))
            .extracting(BlobEntry::name)
            .containsExactlyElementsOf(names);
      }
    }

    @Test
    @DisplayName("tells how long a blob is and when it was written")
    void tellsLengthAndTime() {
      Instant before = Instant.now().minusSeconds(5);
      BlobName name = Blobs.put(blobs, new byte[12_345]);
      assertThat(Blobs.list(blobs, BlobArea.OBJECTS))
          .singleElement()
          .satisfies(
              entry -> {
                assertThat(entry.name()).isEqualTo(name);
                assertThat(entry.bytes()).isEqualTo(12_345);
                assertThat(entry.modifiedAt()).isBetween(before, Instant.now().plusSeconds(5));
              });
    }

    @Test
    @DisplayName("of one tenant's bundle has only that tenant's parts")
    void ofOneTenant() {
      UUID tenant = UUID.randomUUID();
      BlobName policy = BlobName.bundledPolicy(tenant, UUID.randomUUID());
      BlobName key = BlobName.bundledKey(tenant, UUID.randomUUID());
      Blobs.put(blobs, policy, new byte[1]);
      Blobs.put(blobs, key, new byte[1]);
      Blobs.put(blobs, BlobName.bundledKey(UUID.randomUUID(), UUID.randomUUID()), new byte[1]);
      assertThat(Blobs.list(blobs, BlobArea.bundleOf(tenant)))
          .extracting(BlobEntry::name)
          .containsExactly(key, policy);
      assertThat(Blobs.list(blobs, BlobArea.BUNDLES)).hasSize(3);
    }

    @Test
    @DisplayName("continues after a blob that was deleted meanwhile")
    void goesOnAfterADeletion() {
      for (int i = 0; i < 9; i++) {
        Blobs.put(blobs, new byte[1]);
      }
      BlobPage first = blobs.list(BlobArea.OBJECTS, Optional.empty(), 4);
      blobs.delete(first.next().orElseThrow());
      assertThat(blobs.list(BlobArea.OBJECTS, first.next(), 100).entries()).hasSize(5);
    }

    @Test
    @DisplayName("of a page that is too large is refused")
    void pagesAreBounded() {
      assertThatThrownBy(() -> blobs.list(BlobArea.OBJECTS, Optional.empty(), 1001))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> blobs.list(BlobArea.OBJECTS, Optional.empty(), 0))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  @DisplayName("A blob that is being written is never mistaken for the remains of a crash")
  void openWritersAreSafe() throws IOException {
    BlobName name = BlobName.object(UUID.randomUUID());
    try (BlobWriter writer = blobs.create(name, BOUND_BYTES)) {
      writer.stream().write(new byte[20_000]);
      assertThat(blobs.discardAbandoned(farFuture(), 10)).isZero();
      writer.commit();
    }
    assertThat(Blobs.get(blobs, name)).hasSize(20_000);
  }

  @Test
  @DisplayName("64 writers at once each get their own blob")
  void concurrentWriters() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<BlobName>> written = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        byte[] bytes = Blobs.bytes(i, 10_000 + i);
        written.add(threads.submit(() -> Blobs.put(blobs, bytes)));
      }
      for (int i = 0; i < 64; i++) {
        assertThat(Blobs.get(blobs, written.get(i).get())).isEqualTo(Blobs.bytes(i, 10_000 + i));
      }
    }
  }

  private void assertMissing(BlobName name) {
    assertThatThrownBy(() -> blobs.open(name))
        .isInstanceOfSatisfying(
            ContentException.class,
            e -> assertThat(e.error()).isEqualTo(ContentError.BLOB_MISSING));
  }

  private static Instant farFuture() {
    return Instant.now().plus(Duration.ofDays(1));
  }
}
