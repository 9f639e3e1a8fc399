package dev.freehold.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Row 9 of the fault matrix: a random source that repeats itself seals nothing twice. */
class BrokenRandomTest {

  private static final CryptoSuite HEALTHY = Suites.of(CryptoSuite.Choice.AUTO);

  @Test
  void fault09_aStuckSourceSealsOneValueAndNoMore() {
    Aead aead = new Aead(HEALTHY.withRandom(target -> Arrays.fill(target, (byte) 7)));
    aead.seal(SealedSample.KEY, SealedSample.AAD, new byte[10]);

    assertBroken(() -> aead.seal(SealedSample.KEY, SealedSample.AAD, new byte[10]));
  }

  @Test
  void fault09_aStuckSourceWritesNoObjectAtAll() {
    CryptoSuite broken = HEALTHY.withRandom(target -> Arrays.fill(target, (byte) 7));
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();

    assertBroken(() -> seal(broken, sealed));
    assertThat(sealed.size()).isZero();
  }

  @Test
  void fault09_aSourceThatIsStuckAfterTheHeaderSealsNoSegment() {
    RandomSource healthy = Suites.seeded(11);
    boolean[] stuck = new boolean[1];
    CryptoSuite breaking =
        HEALTHY.withRandom(
            target -> {
              if (stuck[0]) {
                Arrays.fill(target, (byte) 7);
              } else {
                healthy.fill(target);
              }
              stuck[0] = true;
            });
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();

    assertBroken(() -> seal(breaking, sealed));
    assertThat(sealed.size()).isEqualTo(Floe.HEADER_BYTES);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 100, 1000})
  void fault09_aCyclingSourceIsFoundBeforeTheSameNonceIsUsedTwice(int cycle) {
    int[] draws = new int[1];
    RandomSource cycling = target -> Suites.seeded(draws[0]++ % cycle).fill(target);
    RandomSource checked = HEALTHY.withRandom(cycling).random();

    assertBroken(
        () -> {
          for (int draw = 0; draw < 2 * cycle; draw++) {
            checked.bytes(GcmCipher.NONCE_BYTES);
          }
        });
    // Two values of one cycle may share a slot of the table; then a later repeat is found first.
    assertThat(draws[0]).isBetween(cycle + 1, cycle + 1 + cycle / 10);
  }

  @Test
  void aHealthySourceIsNotSuspected() {
    for (CryptoSuite suite : Suites.both()) {
      for (int draw = 0; draw < 200_000; draw++) {
        suite.random().bytes(GcmCipher.NONCE_BYTES);
      }
    }
  }

  private static void seal(CryptoSuite suite, ByteArrayOutputStream sealed) throws IOException {
    new Floe(suite)
        .seal(
            new ByteArrayInputStream(new byte[100]),
            sealed,
            SealedSample.KEY,
            SealedSample.AAD,
            new FloeParameters(64));
  }

  private static void assertBroken(ThrowingCallable sealing) {
    assertThatExceptionOfType(CryptoException.class)
        .isThrownBy(sealing)
        .satisfies(e -> assertThat(e.error()).isEqualTo(CryptoError.RANDOM_SOURCE_BROKEN));
  }
}
