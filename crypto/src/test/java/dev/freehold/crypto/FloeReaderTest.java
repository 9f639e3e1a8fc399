package dev.freehold.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  void theLastTwoSegmentsAreReadAtOnce() throws IOException {
    try (FloeReader reader = open(sealed)) {
      byte[] target = new byte[100];

      assertThat(reader.read(4L * SEGMENT_PLAINTEXT_BYTES, target, 0, 100))
          .isEqualTo(SEGMENT_PLAINTEXT_BYTES + 3);
      assertThat(Arrays.copyOf(target, SEGMENT_PLAINTEXT_BYTES + 3))
          .isEqualTo(Arrays.copyOfRange(plaintext, 4 * SEGMENT_PLAINTEXT_BYTES, plaintext.length));
    }
  }

  @Test
  void eachSegmentOfAnObjectIsTakenFromItsSourceOnce() throws IOException {
    List<Long> positions = new ArrayList<>();
    SeekableSource source =
        new SeekableSource() {
          private final SeekableSource all = new ArraySource(sealed);

          @Override
          public long length() throws IOException {
            return all.length();
          }

          @Override
          public void readFully(long position, byte[] target, int offset, int length)
              throws IOException {
            positions.add(position);
            all.readFully(position, target, offset, length);
          }
        };
    try (FloeReader reader =
        floe.openAt(source, SealedSample.KEY, SealedSample.AAD, Set.of(PARAMETERS))) {
      assertThat(reader.stream(0, reader.length()).readAllBytes()).isEqualTo(plaintext);
    }

    assertThat(positions).hasSize(1 + 6).doesNotHaveDuplicates();
  }

  @Test
  void aSegmentIsOpenedWhereItsSourceHasIt() throws IOException {
    SeekableSource inMemory =
        new SeekableSource() {
          @Override
          public long length() {
            return sealed.length;
          }

          @Override
          public void readFully(long position, byte[] target, int offset, int length) {
            System.arraycopy(sealed, (int) position, target, offset, length);
          }

          @Override
          public Bytes bytes(long position, int length, IntFunction<byte[]> room) {
            return new Bytes(sealed, (int) position);
          }
        };
    byte[] before = sealed.clone();
    try (FloeReader reader =
        floe.openAt(inMemory, SealedSample.KEY, SealedSample.AAD, Set.of(PARAMETERS))) {
      assertThat(reader.stream(0, reader.length()).readAllBytes()).isEqualTo(plaintext);
    }
    assertThat(sealed).isEqualTo(before);
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

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void fault01_aDamagedSegmentIsRefusedEachTimeAndTheOthersStayReadable(int damagedSegment)
      throws IOException {
    byte[] damaged = sealed.clone();
    damaged[Floe.HEADER_BYTES + damagedSegment * PARAMETERS.encryptedSegmentBytes() + 20] ^= 1;
    try (FloeReader reader = open(damaged)) {
      byte[] target = new byte[1];
      for (int round = 0; round < 2; round++) {
        assertThatExceptionOfType(CryptoException.class)
            .isThrownBy(
                () -> reader.read((long) damagedSegment * SEGMENT_PLAINTEXT_BYTES, target, 0, 1))
            .satisfies(e -> assertThat(e.error()).isEqualTo(CryptoError.SEGMENT_INVALID));
        assertThat(target[0]).isZero();
      }
      assertThat(reader.read(0, target, 0, 1)).isEqualTo(1);
      assertThat(target[0]).isEqualTo(plaintext[0]);
      assertThat(reader.read(plaintext.length - 1L, target, 0, 1)).isEqualTo(1);
      assertThat(target[0]).isEqualTo(plaintext[plaintext.length - 1]);
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
