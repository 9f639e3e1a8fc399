package dev.freehold.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Security;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Once the accelerated provider is chosen")
class NativeCurvesTest {

  private static final byte[] TEXT = "text".getBytes(StandardCharsets.US_ASCII);

  @BeforeAll
  static void chosen() {
    CryptoSuite.select(CryptoSuite.Choice.ACCP);
  }

  @Test
  @DisplayName("ECDSA and new EC keys come from it, and other algorithms from where they came")
  void order() throws Exception {
    assertThat(keyPairs().getProvider().getName()).isEqualTo("FreeholdCurves");
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(keyPair().getPrivate());
    assertThat(signature.getProvider().getName()).isEqualTo("FreeholdCurves");
    assertThat(Signature.getInstance("SHA256withRSA").getProvider().getName())
        .isNotEqualTo("FreeholdCurves");
    assertThat(Security.getProviders())
        .filteredOn(p -> p.getName().equals("FreeholdCurves"))
        .hasSize(1);
  }

  @Test
  @DisplayName("either side verifies what the other signs, with keys of the other")
  void bothWays() throws Exception {
    KeyPair ours = keyPair();
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "SunEC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair theirs = generator.generateKeyPair();
    for (KeyPair keys : new KeyPair[] {ours, theirs}) {
      Signature accelerated = Signature.getInstance("SHA256withECDSA");
      Signature java = Signature.getInstance("SHA256withECDSA", "SunEC");
      assertThat(verifies(java, keys, signed(accelerated, keys))).isTrue();
      assertThat(verifies(accelerated, keys, signed(java, keys))).isTrue();
      byte[] changed = signed(accelerated, keys);
      changed[changed.length - 1] ^= 1;
      assertThat(verifies(accelerated, keys, changed)).isFalse();
      assertThat(keys.getPrivate()).isInstanceOf(ECPrivateKey.class);
    }
  }

  private static byte[] signed(Signature signature, KeyPair keys) throws Exception {
    signature.initSign(keys.getPrivate());
    signature.update(TEXT);
    return signature.sign();
  }

  private static boolean verifies(Signature signature, KeyPair keys, byte[] signed)
      throws Exception {
    signature.initVerify(keys.getPublic());
    signature.update(TEXT);
    return signature.verify(signed);
  }

  private static KeyPairGenerator keyPairs() throws Exception {
    return KeyPairGenerator.getInstance("EC");
  }

  private static KeyPair keyPair() throws Exception {
    KeyPairGenerator generator = keyPairs();
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }
}
