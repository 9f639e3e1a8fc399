package dev.freehold.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.freehold.crypto.SealedSample.Opening;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows 1 to 4 and 8 of the fault matrix, in each way to open and with both providers. */
class FloeTamperingTest {

  private static final FloeParameters PARAMETERS = new FloeParameters(48);
  private static final int SEGMENT_BYTES = PARAMETERS.encryptedSegmentBytes();

  /** Three full segments and a short one. */
  private static final byte[] PLAINTEXT = Suites.bytes(2, 3 * 16 + 5);

  static Stream<Arguments> everyWay() {
    return Suites.both().stream()
        .flatMap(suite -> Stream.of(Opening.values()).map(way -> Arguments.of(suite, way)));
  }

  @ParameterizedTest
  @MethodSource("everyWay")
  void fault01_everyFlippedByteIsRefused(CryptoSuite suite, Opening way) throws IOException {
    byte[] sealed = SealedSample.seal(new Floe(suite), PLAINTEXT, PARAMETERS);
    for (int i = 0; i < sealed.length; i++) {
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        byte[] flipped = sealed.clone();
        flipped[i] ^= (byte) (1 << bit);
        assertRefused(suite, way, flipped);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("everyWay")
  void fault02_truncationAtEveryByteIsRefused(CryptoSuite suite, Opening way) throws IOException {
    byte[] sealed = SealedSample.seal(new Floe(suite), PLAINTEXT, PARAMETERS);
    for (int length = 0; length < sealed.length; length++) {
      CryptoError error = assertRefused(suite, way, Arrays.copyOf(sealed, length));
      if (length < Floe.HEADER_BYTES) {
        assertThat(error).isEqualTo(CryptoError.HEADER_INVALID);
      } else if (way != Opening.RANDOM_ACCESS) {
        assertThat(error).isEqualTo(CryptoError.TRUNCATED);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("everyWay")
  void fault03_appendedBytesAreRefused(CryptoSuite suite, Opening way) throws IOException {
    for (int length : new int[] {0, 5, 16, 3 * 16, PLAINTEXT.length}) {
      byte[] sealed =
          SealedSample.seal(new Floe(suite), Arrays.copyOf(PLAINTEXT, length), PARAMETERS);
      for (int more = 1; more <= SEGMENT_BYTES + 1; more++) {
        CryptoError error = assertRefused(suite, way, Arrays.copyOf(sealed, sealed.length + more));
        if (way != Opening.RANDOM_ACCESS) {
          assertThat(error).isEqualTo(CryptoError.TRAILING_DATA);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("everyWay")
  void fault04_swappedRepeatedAndDroppedSegmentsAreRefused(CryptoSuite suite, Opening way)
      throws IOException {
    byte[] sealed = SealedSample.seal(new Floe(suite), PLAINTEXT, PARAMETERS);
    for (int a = 0; a < 3; a++) {
      for (int b = 0; b < 3; b++) {
        if (a != b) {
          byte[] swapped = sealed.clone();
          System.arraycopy(sealed, start(a), swapped, start(b), SEGMENT_BYTES);
          assertRefused(suite, way, swapped);
          System.arraycopy(sealed, start(b), swapped, start(a), SEGMENT_BYTES);
          assertRefused(suite, way, swapped);
        }
      }
      byte[] dropped = Arrays.copyOf(sealed, sealed.length - SEGMENT_BYTES);
      System.arraycopy(sealed, start(a + 1), dropped, start(a), sealed.length - start(a + 1));
      assertRefused(suite, way, dropped);
    }
  }

  @ParameterizedTest
  @MethodSource("everyWay")
  void fault04_segmentsAndHeadersOfAnotherObjectOfTheSameKeyAreRefused(
      CryptoSuite suite, Opening way) throws IOException {
    byte[] sealed = SealedSample.seal(new Floe(suite), PLAINTEXT, PARAMETERS);
    byte[] other = SealedSample.seal(new Floe(suite), PLAINTEXT, PARAMETERS);
    byte[] otherHeader = sealed.clone();
    System.arraycopy(other, 0, otherHeader, 0, Floe.HEADER_BYTES);
    byte[] otherSegment = sealed.clone();
    System.arraycopy(other, start(1), otherSegment, start(1), SEGMENT_BYTES);

    assertThat(assertRefused(suite, way, otherHeader)).isEqualTo(CryptoError.SEGMENT_INVALID);
    assertThat(assertRefused(suite, way, otherSegment)).isEqualTo(CryptoError.SEGMENT_INVALID);
  }

  @ParameterizedTest
  @MethodSource("everyWay")
  void fault04_anotherKeyOrAnotherPlaceIsRefusedByTheHeader(CryptoSuite suite, Opening way)
      throws IOException {
    byte[] sealed = SealedSample.seal(new Floe(suite), PLAINTEXT, PARAMETERS);
    Key256 otherKey = Key256.copyOf(Suites.bytes(3, Key256.LENGTH_BYTES));
    byte[] otherPlace = "tenant|key|objecu".getBytes(StandardCharsets.US_ASCII);
    byte[] noPlace = new byte[0];

    assertThat(refusal(suite, way, sealed, otherKey, SealedSample.AAD, PARAMETERS))
        .isEqualTo(CryptoError.HEADER_INVALID);
    for (byte[] place : new byte[][] {otherPlace, noPlace}) {
      assertThat(refusal(suite, way, sealed, SealedSample.KEY, place, PARAMETERS))
          .isEqualTo(CryptoError.HEADER_INVALID);
    }
  }

  @ParameterizedTest
  @MethodSource("everyWay")
  void fault08_parametersThatAreNotAllowedAreRefusedByTheHeader(CryptoSuite suite, Opening way)
      throws IOException {
    byte[] sealed = SealedSample.seal(new Floe(suite), PLAINTEXT, PARAMETERS);
    FloeParameters others = FloeParameters.SEGMENT_64_KIB;

    assertThat(refusal(suite, way, sealed, SealedSample.KEY, SealedSample.AAD, others))
        .isEqualTo(CryptoError.HEADER_INVALID);
    for (int i = 0; i < 10; i++) {
      for (int value = 0; value < 256; value++) {
        byte[] unknown = sealed.clone();
        unknown[i] = (byte) value;
        if (value != (sealed[i] & 0xFF)) {
          assertThat(assertRefused(suite, way, unknown)).isEqualTo(CryptoError.HEADER_INVALID);
        }
      }
    }
  }

  private static int start(int segment) {
    return Floe.HEADER_BYTES + segment * SEGMENT_BYTES;
  }

  private static CryptoError assertRefused(CryptoSuite suite, Opening way, byte[] sealed) {
    return refusal(suite, way, sealed, SealedSample.KEY, SealedSample.AAD, PARAMETERS);
  }

  private static CryptoError refusal(
      CryptoSuite suite,
      Opening way,
      byte[] sealed,
      Key256 key,
      byte[] aad,
      FloeParameters allowed) {
    CryptoError[] error = new CryptoError[1];
    assertThatExceptionOfType(CryptoException.class)
        .isThrownBy(() -> way.open(new Floe(suite), sealed, key, aad, Set.of(allowed)))
        .satisfies(e -> error[0] = e.error());
    return error[0];
  }
}
