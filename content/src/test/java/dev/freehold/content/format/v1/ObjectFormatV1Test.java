package dev.freehold.content.format.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.blob.Blobs;
import dev.freehold.content.format.ObjectIdentity;
import dev.freehold.content.format.ObjectPlaintext;
import dev.freehold.crypto.CryptoError;
import dev.freehold.crypto.CryptoException;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Floe;
import dev.freehold.crypto.FloeParameters;
import dev.freehold.crypto.Key256;
import dev.freehold.custody.OwnerKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectFormatV1Test {

  private static final CryptoSuite SUITE = CryptoSuite.select(CryptoSuite.Choice.AUTO);
  private static final int PREFIX_BYTES = 36;
  private static final int SEGMENT_LENGTH_AT = PREFIX_BYTES + 2;

  private final ObjectFormatV1 format = new ObjectFormatV1(SUITE);
  private final OwnerKey owner = ownerKey(UUID.randomUUID());
  private final UUID objectId = UUID.randomUUID();

  @Test
  @DisplayName("A blob is the magic, both ids and a FLOE object, with nothing between or after")
  void layout() throws IOException {
    byte[] plaintext = Blobs.bytes(1, 1000);
    ByteBuffer blob = ByteBuffer.wrap(seal(plaintext, owner, objectId));
    byte[] magic = new byte[4];
    blob.get(magic);
    assertThat(new String(magic, StandardCharsets.US_ASCII)).isEqualTo("FHO1");
    assertThat(new UUID(blob.getLong(), blob.getLong())).isEqualTo(owner.keyId());
    assertThat(new UUID(blob.getLong(), blob.getLong())).isEqualTo(objectId);
    assertThat(blob.remaining())
        .isEqualTo((int) Floe.sealedLength(1000, FloeParameters.SEGMENT_64_KIB));
    assertThat(format.maxBlobBytes(1000)).isEqualTo(blob.capacity());
    assertThat(ObjectFormatV1.identify(new Bytes(blob.array())))
        .isEqualTo(new ObjectIdentity(owner.keyId(), objectId));
  }

  @Test
  @DisplayName("Segments have 64 KiB up to a known 4 MiB, and 256 KiB above or if it is not known")
  void segmentLengths() throws IOException {
    assertThat(segmentLength(OptionalLong.of(0))).isEqualTo(64 << 10);
    assertThat(segmentLength(OptionalLong.of(4 << 20))).isEqualTo(64 << 10);
    assertThat(segmentLength(OptionalLong.of((4 << 20) + 1))).isEqualTo(256 << 10);
    assertThat(segmentLength(OptionalLong.empty())).isEqualTo(256 << 10);
  }

  @ParameterizedTest
  @ValueSource(ints = {64 << 10, 256 << 10})
  @DisplayName("Any range around a segment's edge is read as it was written")
  void rangesAroundEdges(int segmentBytes) throws IOException {
    int edge = new FloeParameters(segmentBytes).plaintextSegmentBytes();
    byte[] plaintext = Blobs.bytes(2, 3 * edge + 17);
    byte[] blob =
        seal(
            plaintext,
            owner,
            objectId,
            segmentBytes == 64 << 10 ? OptionalLong.of(plaintext.length) : OptionalLong.empty());
    try (ObjectPlaintext opened = format.open(new Bytes(blob), owner, objectId)) {
      assertThat(opened.length()).isEqualTo(plaintext.length);
      for (int around : new int[] {0, edge, 2 * edge, 3 * edge, plaintext.length}) {
        for (int from = Math.max(0, around - 2);
            from <= Math.min(plaintext.length, around + 2);
            from++) {
          for (int length : new int[] {0, 1, 3, edge - 1, edge, edge + 1, 2 * edge + 5}) {
            int taken = Math.min(length, plaintext.length - from);
            try (InputStream in = opened.stream(from, taken)) {
              assertThat(Arrays.equals(in.readAllBytes(), copy(plaintext, from, taken)))
                  .as("%d bytes from %d", taken, from)
                  .isTrue();
            }
          }
        }
      }
    }
  }

  @Test
  @DisplayName("fault01: an object with any one bit wrong gives an error and no other byte")
  void fault01FlippedBits() throws IOException {
    byte[] plaintext = "Dear Alice,\r\nthe offer stands.\r\n".getBytes(StandardCharsets.US_ASCII);
    byte[] blob = seal(plaintext, owner, objectId);
    for (int bit = 0; bit < 8 * blob.length; bit++) {
      byte[] wrong = blob.clone();
      wrong[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThatExceptionOfType(CryptoException.class)
          .as("bit %d", bit)
          .isThrownBy(() -> read(wrong, owner, objectId));
    }
  }

  @Test
  @DisplayName("fault02: an object cut at any byte gives an error, never a short success")
  void fault02Truncated() throws IOException {
    byte[] blob = seal(Blobs.bytes(3, 500), owner, objectId);
    for (int length = 0; length < blob.length; length++) {
      byte[] cut = Arrays.copyOf(blob, length);
      assertThatExceptionOfType(CryptoException.class)
          .as("cut to %d bytes", length)
          .isThrownBy(() -> read(cut, owner, objectId));
    }
  }

  @Test
  @DisplayName("fault02: an object cut at the edge of a segment, or inside one, gives an error too")
  void fault02TruncatedAtSegments() throws IOException {
    byte[] blob = seal(Blobs.bytes(4, 200_000), owner, objectId);
    int header = PREFIX_BYTES + Floe.HEADER_BYTES;
    for (int segments = 0; segments < 3; segments++) {
      for (int inside : new int[] {0, 1, 4, 16, 32, 40_000}) {
        byte[] cut = Arrays.copyOf(blob, header + segments * (64 << 10) + inside);
        assertThatExceptionOfType(CryptoException.class)
            .isThrownBy(() -> read(cut, owner, objectId));
      }
    }
  }

  @Test
  @DisplayName("fault03: an object with bytes after its end gives an error")
  void fault03Appended() throws IOException {
    byte[] blob = seal(Blobs.bytes(5, 500), owner, objectId);
    for (int extra : new int[] {1, 2, 32, 33, 64 << 10, 300_000}) {
      byte[] longer = Arrays.copyOf(blob, blob.length + extra);
      assertThatExceptionOfType(CryptoException.class)
          .isThrownBy(() -> read(longer, owner, objectId));
    }
  }

  @Test
  @DisplayName("fault04: an object in the place of another does not open, whatever its ids say")
  void fault04SwappedObjects() throws IOException {
    UUID otherId = UUID.randomUUID();
    byte[] other = seal(Blobs.bytes(6, 500), owner, otherId);
    assertRefused(other, owner, objectId);
    byte[] renamed = other.clone();
    ByteBuffer.wrap(renamed)
        .putLong(20, objectId.getMostSignificantBits())
        .putLong(28, objectId.getLeastSignificantBits());
    assertRefused(renamed, owner, objectId);
  }

  @Test
  @DisplayName("fault04: an object of another tenant does not open, even under the same key")
  void fault04SwappedTenants() throws IOException {
    byte[] blob = seal(Blobs.bytes(7, 500), owner, objectId);
    OwnerKey otherTenant =
        new OwnerKey(UUID.randomUUID(), owner.keyId(), owner.generation(), owner.key());
    assertRefused(blob, otherTenant, objectId);
    OwnerKey otherKeyId =
        new OwnerKey(owner.tenantId(), UUID.randomUUID(), owner.generation(), owner.key());
    assertRefused(blob, otherKeyId, objectId);
    assertRefused(blob, ownerKey(owner.keyId()), objectId);
  }

  @Test
  @DisplayName("fault04: two segments of one object do not change places")
  void fault04SwappedSegments() throws IOException {
    byte[] blob = seal(Blobs.bytes(8, 200_000), owner, objectId);
    int first = PREFIX_BYTES + Floe.HEADER_BYTES;
    int second = first + (64 << 10);
    byte[] swapped = blob.clone();
    System.arraycopy(blob, first, swapped, second, 64 << 10);
    System.arraycopy(blob, second, swapped, first, 64 << 10);
    assertThatExceptionOfType(CryptoException.class)
        .isThrownBy(() -> read(swapped, owner, objectId));
  }

  @Test
  @DisplayName("fault08: a header of noise, or of another version, is a typed error")
  void fault08FuzzedHeaders() throws IOException {
    byte[] blob = seal(Blobs.bytes(9, 500), owner, objectId);
    Random random = new Random(9);
    for (int round = 0; round < 2_000; round++) {
      byte[] fuzzed = blob.clone();
      int from = random.nextInt(PREFIX_BYTES + Floe.HEADER_BYTES);
      int to = from + 1 + random.nextInt(PREFIX_BYTES + Floe.HEADER_BYTES - from);
      byte[] noise = new byte[to - from];
      random.nextBytes(noise);
      System.arraycopy(noise, 0, fuzzed, from, noise.length);
      if (!Arrays.equals(fuzzed, blob)) {
        assertThatExceptionOfType(CryptoException.class)
            .isThrownBy(() -> read(fuzzed, owner, objectId));
      }
    }
    blob[3] = '2';
    assertRefused(blob, owner, objectId);
  }

  private void assertRefused(byte[] blob, OwnerKey key, UUID id) {
    assertThatThrownBy(() -> read(blob, key, id))
        .isInstanceOfSatisfying(
            CryptoException.class,
            e -> assertThat(e.error()).isEqualTo(CryptoError.HEADER_INVALID));
  }

  private int segmentLength(OptionalLong known) throws IOException {
    return ByteBuffer.wrap(seal(new byte[0], owner, objectId, known)).getInt(SEGMENT_LENGTH_AT);
  }

  private byte[] seal(byte[] plaintext, OwnerKey key, UUID id) throws IOException {
    return seal(plaintext, key, id, OptionalLong.of(plaintext.length));
  }

  private byte[] seal(byte[] plaintext, OwnerKey key, UUID id, OptionalLong known)
      throws IOException {
    ByteArrayOutputStream blob = new ByteArrayOutputStream();
    long bytes = format.seal(new ByteArrayInputStream(plaintext), blob, key, id, known);
    assertThat(bytes).isEqualTo(plaintext.length);
    return blob.toByteArray();
  }

  private byte[] read(byte[] blob, OwnerKey key, UUID id) throws IOException {
    try (ObjectPlaintext opened = format.open(new Bytes(blob), key, id);
        InputStream in = opened.stream(0, opened.length())) {
      return in.readAllBytes();
    }
  }

  private static byte[] copy(byte[] bytes, int from, int length) {
    return Arrays.copyOfRange(bytes, from, from + length);
  }

  private static OwnerKey ownerKey(UUID keyId) {
    return new OwnerKey(UUID.randomUUID(), keyId, 1, Key256.random(SUITE.random()));
  }
}
