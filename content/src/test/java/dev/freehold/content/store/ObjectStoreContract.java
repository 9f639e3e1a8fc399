package dev.freehold.content.store;

import static dev.freehold.content.store.StoreFixture.ALICE;
import static dev.freehold.content.store.StoreFixture.MAX_BYTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.content.blob.BlobArea;
import dev.freehold.content.blob.Blobs;
import dev.freehold.content.blob.FaultyDisk;
import dev.freehold.content.format.v1.ObjectFormatV1;
import dev.freehold.content.sweep.SweepSettings;
import dev.freehold.crypto.CryptoError;
import dev.freehold.crypto.CryptoException;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.persistence.Dialect;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What an object store does with content, whichever database there is. */
abstract class ObjectStoreContract extends ObjectStoreTests {

  ObjectStoreContract(Dialect dialect) {
    super(dialect);
  }

  @Nested
  @DisplayName("A stored object")
  class Stored {

    @Test
    @DisplayName("comes back byte for byte, at every length around a segment's edge")
    void comesBack() {
      int edge = SEGMENT_PLAINTEXT_BYTES;
      for (int length : new int[] {0, 1, edge - 1, edge, edge + 1, 3 * edge, 5_000_000}) {
        byte[] bytes = Blobs.bytes(length, length);
        UUID objectId = fixture.store(bytes);
        assertThat(Arrays.equals(fixture.read(objectId), bytes)).as("%d bytes", length).isTrue();
      }
    }

    @Test
    @DisplayName("gives any part of itself, and nothing beyond its end")
    void givesParts() throws IOException {
      byte[] bytes = Blobs.bytes(1, 200_000);
      UUID objectId = fixture.store(bytes);
      try (ObjectReader reader = fixture.open(objectId)) {
        assertThat(reader.objectId()).isEqualTo(objectId);
        assertThat(reader.length()).isEqualTo(bytes.length);
        for (int from : new int[] {0, SEGMENT_PLAINTEXT_BYTES - 1, 131_000, 200_000}) {
          int length = Math.min(70_000, bytes.length - from);
          assertThat(reader.stream(from, length).readAllBytes())
              .isEqualTo(Arrays.copyOfRange(bytes, from, from + length));
        }
        assertThatThrownBy(() -> reader.stream(199_999, 2))
            .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> reader.stream(-1, 2))
            .isInstanceOf(IndexOutOfBoundsException.class);
      }
    }

    @Test
    @DisplayName("lies on disk without a trace of its content")
    void isCiphertext() throws IOException {
      byte[] bytes = "the merger is on Thursday ".repeat(1000).getBytes(StandardCharsets.US_ASCII);
      UUID objectId = fixture.store(bytes);
      String onDisk =
          new String(Files.readAllBytes(fixture.blobFile(objectId)), StandardCharsets.ISO_8859_1);
      assertThat(onDisk).startsWith("FHO1").doesNotContain("merger");
    }

    @Test
    @DisplayName("is counted under its owner key until it is released")
    void isCounted() {
      assertThat(isUnused(fixture.ownerKey)).isTrue();
      UUID first = fixture.store(new byte[1000]);
      UUID second = fixture.store(new byte[234]);
      assertThat(isUnused(fixture.ownerKey)).isFalse();
      ObjectUsage usage = fixture.objects.usage(fixture.ownerKey);
      assertThat(usage.objects()).isEqualTo(2);
      assertThat(usage.plaintextBytes()).isEqualTo(1234);
      assertThat(usage.blobBytes()).isGreaterThan(1234);
      assertThat(usage.damaged()).isZero();
      fixture.release(first);
      assertThat(fixture.objects.usage(fixture.ownerKey).objects()).isEqualTo(1);
      assertThat(fixture.objects.usage(UUID.randomUUID())).isEqualTo(new ObjectUsage(0, 0, 0, 0));
      fixture.release(second);
      assertThat(isUnused(fixture.ownerKey)).isTrue();
    }

    private boolean isUnused(UUID ownerKeyId) {
      return fixture.database.read(tx -> fixture.objects.isUnused(tx, ownerKeyId));
    }

    @Test
    @DisplayName("that is released is like one that never was, but an open reader may finish")
    void released() throws IOException {
      byte[] bytes = Blobs.bytes(2, 100_000);
      UUID objectId = fixture.store(bytes);
      try (ObjectReader reader = fixture.open(objectId)) {
        assertThat(fixture.release(objectId)).isTrue();
        assertThat(fixture.release(objectId)).isFalse();
        String released = messageOf(() -> fixture.read(objectId));
        assertThat(released).isEqualTo(messageOf(() -> fixture.read(UUID.randomUUID())));
        assertCode(ContentError.OBJECT_NOT_FOUND, () -> fixture.read(objectId));
        fixture.sweeper(SweepSettings.DEFAULT).run();
        assertThat(reader.stream().readAllBytes()).isEqualTo(bytes);
      }
    }
  }

  @Nested
  @DisplayName("An object that is not stored")
  class NotStored {

    @Test
    @DisplayName("because it was not registered, or the transaction failed, is not found")
    void unregistered() {
      SealedObject sealed = fixture.seal(new byte[10]);
      assertThatThrownBy(
              () ->
                  fixture.database.write(
                      tx -> {
                        fixture.objects.register(tx, sealed, ALICE);
                        throw new IllegalStateException("no");
                      }))
          .isInstanceOf(IllegalStateException.class);
      assertCode(ContentError.OBJECT_NOT_FOUND, () -> fixture.read(sealed.objectId()));
      fixture.objects.discard(sealed);
      assertThat(fixture.files()).isZero();
    }

    @Test
    @DisplayName("because it is too large leaves nothing behind; at its bound it is stored")
    void tooLarge() throws IOException {
      byte[] bytes = Blobs.bytes(3, 300_000);
      for (OptionalLong known : new OptionalLong[] {OptionalLong.empty(), length(bytes)}) {
        assertCode(ContentError.OBJECT_TOO_LARGE, () -> seal(bytes, known, bytes.length - 1));
        assertThat(fixture.files()).isZero();
      }
      assertThat(seal(bytes, length(bytes), bytes.length).plaintextBytes()).isEqualTo(bytes.length);
      assertThat(seal(bytes, OptionalLong.empty(), bytes.length).plaintextBytes())
          .isEqualTo(bytes.length);
    }

    @Test
    @DisplayName("because more or less came than was announced leaves nothing behind")
    void lengthMismatch() {
      byte[] bytes = Blobs.bytes(4, 300_000);
      for (long announced : new long[] {0, 299_999, 300_001}) {
        assertCode(
            ContentError.OBJECT_LENGTH_MISMATCH,
            () -> seal(bytes, OptionalLong.of(announced), MAX_BYTES));
      }
      assertThat(fixture.files()).isZero();
    }

    @Test
    @DisplayName(
        "because the sender stopped early leaves nothing behind; the sender's error is reported")
    void brokenInput() {
      IOException reset = new IOException("connection reset");
      InputStream broken =
          new SequenceInputStream(
              new ByteArrayInputStream(new byte[200_000]),
              new InputStream() {
                @Override
                public int read() throws IOException {
                  throw reset;
                }

                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                  throw reset;
                }
              });
      assertThatThrownBy(() -> fixture.objects.seal(fixture.owner, ALICE, broken, MAX_BYTES))
          .isSameAs(reset);
      assertThat(fixture.files()).isZero();
    }

    @Test
    @DisplayName("because its key was refused leaves nothing behind, whatever the reason")
    void keyRefused() {
      for (KeyAccessException.Reason reason : KeyAccessException.Reason.values()) {
        fixture.keys.refuse(reason);
        assertThatThrownBy(() -> fixture.seal(new byte[10]))
            .isInstanceOfSatisfying(
                KeyAccessException.class, e -> assertThat(e.reason()).isEqualTo(reason));
      }
      assertThat(fixture.files()).isZero();
    }

    @Test
    @DisplayName("fault09: because the random source repeats itself does no harm to another")
    void fault09RepeatingRandom() throws IOException {
      RandomSource stuck = target -> Arrays.fill(target, (byte) 7);
      CryptoSuite broken = StoreFixture.SUITE.withRandom(stuck);
      ObjectStore objects =
          new ObjectStore(
              new StoreParts(
                  fixture.database,
                  fixture.blobs,
                  fixture.keys,
                  new ObjectFormatV1(broken),
                  broken.random(),
                  fixture.clock));
      for (int attempt = 0; attempt < 3; attempt++) {
        assertThatThrownBy(
                () ->
                    objects.seal(
                        fixture.owner, ALICE, new ByteArrayInputStream(new byte[100]), MAX_BYTES))
            .isInstanceOfSatisfying(
                CryptoException.class,
                e -> assertThat(e.error()).isEqualTo(CryptoError.RANDOM_SOURCE_BROKEN));
      }
      assertThat(fixture.files()).isZero();
    }

    @Test
    @DisplayName("because it was sealed too long ago must be sealed again")
    void expired() {
      SealedObject sealed = fixture.seal(new byte[10]);
      fixture.clock.advance(Duration.ofMinutes(29));
      fixture.register(sealed);
      SealedObject late = fixture.seal(new byte[10]);
      fixture.clock.advance(Duration.ofMinutes(31));
      assertCode(ContentError.OBJECT_EXPIRED, () -> fixture.register(late));
    }

    @Test
    @DisplayName("fault36: because any one call to the disk failed was never acknowledged")
    void fault36EveryCallFails() {
      byte[] kept = Blobs.bytes(5, 100_000);
      UUID older = fixture.store(kept);
      for (FaultyDisk.Fault fault : FaultyDisk.Fault.values()) {
        long failing = 0;
        boolean failed;
        do {
          fixture.disk.failCall(++failing, fault);
          UUID acknowledged = tryToStore(kept);
          failed = fixture.disk.failed();
          fixture.disk.heal();
          if (acknowledged != null) {
            assertThat(fixture.read(acknowledged)).isEqualTo(kept);
          } else {
            assertThat(failed).isTrue();
          }
        } while (failed);
      }
      assertThat(fixture.read(older)).isEqualTo(kept);
      assertEveryBlobIsWhole(kept.length);
    }

    private UUID tryToStore(byte[] bytes) {
      try {
        return fixture.store(bytes);
      } catch (ContentException refused) {
        return null;
      }
    }

    private void assertEveryBlobIsWhole(int plaintextBytes) {
      long whole = fixture.seal(new byte[plaintextBytes]).blobBytes();
      assertThat(Blobs.list(fixture.blobs, BlobArea.OBJECTS))
          .allSatisfy(blob -> assertThat(blob.bytes()).isEqualTo(whole));
    }

    private SealedObject seal(byte[] bytes, OptionalLong known, long max) throws IOException {
      return fixture.objects.seal(
          fixture.owner, ALICE, new ByteArrayInputStream(bytes), known, max);
    }

    private OptionalLong length(byte[] bytes) {
      return OptionalLong.of(bytes.length);
    }
  }
}
