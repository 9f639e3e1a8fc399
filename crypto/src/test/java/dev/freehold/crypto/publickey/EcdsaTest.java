package dev.freehold.crypto.publickey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Suites;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EcdsaTest {

  @ParameterizedTest
  @CsvSource({"secp256r1, 32", "secp384r1, 48", "secp521r1, 64"})
  void whatOneProviderSignsBothVerify(String curve, int digestBytes) throws Exception {
    KeyPair pair = pair(curve);
    byte[] digest = new byte[digestBytes];
    digest[0] = 1;
    for (CryptoSuite signing : Suites.both()) {
      byte[] signature = new Ecdsa(signing).sign(secret(pair), digest);
      for (CryptoSuite verifying : Suites.both()) {
        Ecdsa ecdsa = new Ecdsa(verifying);
        assertThat(ecdsa.verify(known(pair), digest, signature)).isTrue();
        assertThat(ecdsa.verify(known(pair), new byte[digestBytes], signature)).isFalse();
        assertThat(ecdsa.verify(known(pair(curve)), digest, signature)).isFalse();
        assertThat(ecdsa.verify(known(pair), digest, new byte[0])).isFalse();
        assertThat(ecdsa.verify(known(pair), digest, new byte[72])).isFalse();
      }
    }
  }

  private static KeyPair pair(String curve) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "SunEC");
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }

  private static ECPrivateKeySpec secret(KeyPair pair) {
    ECPrivateKey key = (ECPrivateKey) pair.getPrivate();
    return new ECPrivateKeySpec(key.getS(), key.getParams());
  }

  private static ECPublicKeySpec known(KeyPair pair) {
    ECPublicKey key = (ECPublicKey) pair.getPublic();
    return new ECPublicKeySpec(key.getW(), key.getParams());
  }
}
