package dev.freehold.vault.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.vault.VaultException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that were made elsewhere; RSA's are in {@code ImportAndUseTest}. */
class TakenKeysTest {

  private static final CryptoSuite SUITE = CryptoSuite.select(CryptoSuite.Choice.AUTO);

  private final KeyEngine ec = new EcSoftware(SUITE);
  private final KeyEngine oct = new OctSoftware(SUITE);

  @ParameterizedTest
  @EnumSource
  void aPointWithItsNumberIsTakenHoweverLongTheNumberIsWritten(Curve curve) {
    try (KeyMaterial made = ec.generate(new KeySpecification.Ec(false, curve))) {
      EcPublic point = (EcPublic) made.publicPart();
      byte[] padded = new byte[curve.fieldBytes() + 3];
      System.arraycopy(made.privatePart(), 0, padded, 3, curve.fieldBytes());
      for (byte[] d : List.of(made.privatePart().clone(), padded)) {
        try (KeyMaterial taken = take(curve, point.x(), point.y(), d)) {
          assertThat(taken.privatePart()).isEqualTo(made.privatePart());
          assertThat(taken.publicPart().encode()).isEqualTo(point.encode());
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void numbersThatDoNotBelongTogetherAreRefused(Curve curve) {
    try (KeyMaterial made = ec.generate(new KeySpecification.Ec(false, curve))) {
      EcPublic point = (EcPublic) made.publicPart();
      byte[] d = made.privatePart();
      byte[] order = curve.parameters().getN().toByteArray();
      assertRefused(curve, point.x(), point.y(), new byte[curve.fieldBytes()]);
      assertRefused(curve, point.x(), point.y(), order);
      assertRefused(curve, point.x(), point.y(), plusOne(d));
      assertRefused(curve, plusOne(point.x()), point.y(), d);
      assertRefused(curve, point.x(), plusOne(point.y()), d);
      assertRefused(curve, new byte[0], new byte[0], d);
      byte[] large = new byte[200];
      Arrays.fill(large, (byte) 0xff);
      assertRefused(curve, large, point.y(), d);
      assertRefused(curve, point.x(), point.y(), large);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8, 15, 20, 64})
  void aSymmetricKeyOfAnotherLengthIsRefused(int bytes) {
    try (PrivateNumbers numbers = new PrivateNumbers.Oct(new byte[bytes])) {
      assertThatThrownBy(() -> oct.take(numbers, false))
          .isInstanceOf(MaterialException.class)
          .hasMessageStartingWith("Invalid key size: '%d'.".formatted(8 * bytes));
    }
  }

  @Test
  void whatIsTakenOverIsOverwritten() {
    byte[] k = new byte[16];
    Arrays.fill(k, (byte) 7);
    try (PrivateNumbers numbers = new PrivateNumbers.Oct(k);
        KeyMaterial taken = oct.take(numbers, false)) {
      assertThat(taken.privatePart()).containsOnly(7);
    }
    assertThat(k).containsOnly(0);
  }

  @ParameterizedTest
  @EnumSource
  void aStoredPublicPartThatIsNoneIsRefused(KeyKind kind) {
    assertThatThrownBy(() -> PublicPart.decode(kind, new byte[] {1, 2, 3}).specification(false))
        .isInstanceOf(VaultException.class);
  }

  private KeyMaterial take(Curve curve, byte[] x, byte[] y, byte[] d) {
    try (PrivateNumbers numbers = new PrivateNumbers.Ec(curve, x, y, d.clone())) {
      return ec.take(numbers, false);
    }
  }

  private void assertRefused(Curve curve, byte[] x, byte[] y, byte[] d) {
    assertThatThrownBy(() -> take(curve, x, y, d))
        .isInstanceOf(MaterialException.class)
        .hasMessageContaining("do not form a private key on curve " + curve.word());
  }

  private static byte[] plusOne(byte[] number) {
    return new BigInteger(1, number).add(BigInteger.ONE).toByteArray();
  }
}
