package dev.freehold.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FloeReaderTest {

  private static final FloeParameters PARAMETERS = new FloeParameters(48);
  private static final int SEGMENT_PLAINTEXT_BYTES = PARAMETERS.plaintextSegmentBytes();

  private final Floe floe = new Floe(Suites.of(CryptoSuite.Choice.AUTO));
  private final byte[] plaintext = Suites.bytes(4, 5 * SEGMENT_PLAINTEXT_BYTES + 3);
  private final byte[] sealed = sealed();

  @Test
  void everyRangeIsThatOfThePlaintext() throws IOException {
    try (FloeReader reader = open(sealed)) {
      for (int from = 0; from <= plaintext.length; from++) {
        for (int to = from; to <= plaintext.length; to++) {
          byte[] expected = Arrays.copyOfRange(plaintext, from, to);
          ByteArrayOutputStream transferred = new ByteArrayOutputStream();
          reader.stream(from, to - from).transferTo(transferred);

          assertThat(reader.stream(from, to - from).readAllBytes()).isEqualTo(expected);
          assertThat(transferred.toByteArray()).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void aReadEndsWithItsSegmentAndTheObjectWithMinusOne() throws IOException {
    try (FloeReader reader = open(sealed)) {
      byte[] target = new byte[100];

      assertThat(reader.read(1, target, 0, 100)).isEqualTo(SEGMENT_PLAINTEXT_BYTES - 1);
      assertThat(reader.read(plaintext.length - 1L, target, 0, 100)).isEqualTo(1);
      assertThat(target[0]).isEqualTo(plaintext[plaintext.length - 1]);
      assertThat(reader.read(plaintext.length, target, 0, 100)).isEqualTo(-1);
      assertThat(reader.read(Long.MAX_VALUE, target, 0, 100)).isEqualTo(-1);
    }
  }

  @Test
  void skippedBytesAreNotReadAndSingleBytesComeInOrder() throws IOException {
    try (FloeReader reader = open(sealed);
        InputStream range = reader.stream(2, 40)) {
      assertThat(range.skip(30)).isEqualTo(30);
      assertThat(range.read()).isEqualTo(plaintext[32] & 0xFF);
      assertThat(range.skip(100)).isEqualTo(9);
      assertThat(range.read()).isEqualTo(-1);
    }
  }

  @Test
  void rangesOutsideTheObjectAreRefused() throws IOException {
    try (FloeReader reader = open(sealed)) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> reader.stream(0, plaintext.length + 1L));
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> reader.stream(-1, 1));
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> reader.read(-1, new byte[1], 0, 1));
    }
  }

  @Test
  void aTruncatedObjectIsRefusedBeforeItsFirstByteIsRead() {
    for (int segments = 0; segments < 5; segments++) {
      byte[] cut =
          Arrays.copyOf(sealed, Floe.HEADER_BYTES + segments * PARAMETERS.encryptedSegmentBytes());
      assertThatExceptionOfType(CryptoException.class).isThrownBy(() -> open(cut).close());
    }
  }

  @Test
  void fault01_aDamagedSegmentIsRefusedEachTimeAndTheOthersStayReadable() throws IOException {
    byte[] damaged = sealed.clone();
    damaged[Floe.HEADER_BYTES + 2 * PARAMETERS.encryptedSegmentBytes() + 20] ^= 1;
    try (FloeReader reader = open(damaged)) {
      byte[] target = new byte[1];
      for (int round = 0; round < 2; round++) {
        assertThatExceptionOfType(CryptoException.class)
            .isThrownBy(() -> reader.read(2L * SEGMENT_PLAINTEXT_BYTES, target, 0, 1))
            .satisfies(e -> assertThat(e.error()).isEqualTo(CryptoError.SEGMENT_INVALID));
        assertThat(target[0]).isZero();
      }
      assertThat(reader.read(0, target, 0, 1)).isEqualTo(1);
      assertThat(target[0]).isEqualTo(plaintext[0]);
    }
  }

  @Test
  void aClosedReaderIsRefused() throws IOException {
    FloeReader reader = open(sealed);
    InputStream range = reader.stream(0, 10);
    reader.close();

    assertThatIOException().isThrownBy(range::read);
    assertThatIOException().isThrownBy(() -> range.transferTo(new ByteArrayOutputStream()));
    reader.close();
  }

  private FloeReader open(byte[] object) throws IOException {
    return floe.openAt(
        new ArraySource(object), SealedSample.KEY, SealedSample.AAD, Set.of(PARAMETERS));
  }

  private byte[] sealed() {
    try {
      return SealedSample.seal(floe, plaintext, PARAMETERS);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
