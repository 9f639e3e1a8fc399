package dev.freehold.crypto.publickey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.crypto.CryptoSuite;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RsaKeysTest {

  private static final byte[] SECRET = {1, 2, 3};

  @ParameterizedTest
  @EnumSource(CryptoSuite.Choice.class)
  void aKeyThatWasEncodedAndReadOpensWhatWasEncryptedForIt(CryptoSuite.Choice choice) {
    CryptoSuite suite = CryptoSuite.select(choice);
    RsaKeys keys = new RsaKeys(suite);
    KeyPair made = keys.generate(2048, RSAKeyGenParameterSpec.F4);
    RSAPublicKey publicKey = keys.decodePublic(made.getPublic().getEncoded());
    RSAPrivateKey privateKey = keys.decodePrivate(made.getPrivate().getEncoded());
    assertThat(publicKey.getModulus().bitLength()).isEqualTo(2048);
    assertOpens(suite, publicKey, privateKey);
  }

  @ParameterizedTest
  @EnumSource(CryptoSuite.Choice.class)
  void aKeyIsPutTogetherFromItsNumbers(CryptoSuite.Choice choice) {
    CryptoSuite suite = CryptoSuite.select(choice);
    RsaKeys keys = new RsaKeys(suite);
    KeyPair made = keys.generate(2048, RSAKeyGenParameterSpec.F0);
    RSAPrivateCrtKey numbers = (RSAPrivateCrtKey) made.getPrivate();
    KeyPair again =
        keys.fromNumbers(
            new RSAPrivateCrtKeySpec(
                numbers.getModulus(),
                numbers.getPublicExponent(),
                numbers.getPrivateExponent(),
                numbers.getPrimeP(),
                numbers.getPrimeQ(),
                numbers.getPrimeExponentP(),
                numbers.getPrimeExponentQ(),
                numbers.getCrtCoefficient()));
    assertOpens(suite, (RSAPublicKey) made.getPublic(), (RSAPrivateKey) again.getPrivate());
  }

  @ParameterizedTest
  @EnumSource(CryptoSuite.Choice.class)
  void whatIsNoKeyIsRefused(CryptoSuite.Choice choice) {
    RsaKeys keys = new RsaKeys(CryptoSuite.select(choice));
    assertThatThrownBy(() -> keys.decodePrivate(SECRET))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> keys.decodePublic(SECRET))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertOpens(CryptoSuite suite, RSAPublicKey open, RSAPrivateKey secret) {
    RsaOaep oaep = new RsaOaep(suite);
    byte[] sealed = oaep.encrypt(open, RsaOaep.Hash.SHA256, SECRET);
    assertThat(oaep.decrypt(secret, RsaOaep.Hash.SHA256, sealed)).isEqualTo(SECRET);
  }
}
