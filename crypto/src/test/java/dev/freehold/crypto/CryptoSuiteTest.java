package dev.freehold.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.freehold.crypto.CryptoSuite.Choice;
import dev.freehold.crypto.publickey.RsaOaep;
import dev.freehold.crypto.wrap.KeyCommitment;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CryptoSuiteTest {

  @Test
  void reportsWhatIsUsedForWhat() {
    assertThat(Suites.of(Choice.ACCP).report())
        .contains("AES-256-GCM", "AmazonCorrettoCryptoProvider 2.5.0", "HMAC")
        .doesNotContain("\n");
    assertThat(Suites.of(Choice.JDK).report()).contains("SunJCE", "chosen by configuration");
    assertThat(Suites.of(Choice.AUTO).report()).isEqualTo(Suites.of(Choice.ACCP).report());
  }

  @ParameterizedTest
  @EnumSource(Choice.class)
  void sealedValuesOpenOnlyUnchangedInTheirPlace(Choice choice) {
    Aead aead = new Aead(Suites.of(choice));
    byte[] plaintext = Suites.bytes(9, 20);
    byte[] sealed = aead.seal(SealedSample.KEY, SealedSample.AAD, plaintext);

    for (CryptoSuite other : Suites.both()) {
      assertThat(new Aead(other).open(SealedSample.KEY, SealedSample.AAD, sealed))
          .isEqualTo(plaintext);
    }
    assertInvalid(aead, new byte[0], sealed);
    for (int i = 0; i < sealed.length; i++) {
      byte[] flipped = sealed.clone();
      flipped[i] ^= 1;
      assertInvalid(aead, SealedSample.AAD, flipped);
      assertInvalid(aead, SealedSample.AAD, Arrays.copyOf(sealed, i));
    }
  }

  @Test
  void sealedValuesHaveABound() {
    Aead aead = new Aead(Suites.of(Choice.AUTO));
    byte[] tooLong = new byte[CryptoLimits.MAX_AEAD_PLAINTEXT_BYTES + 1];

    assertThatExceptionOfType(CryptoException.class)
        .isThrownBy(() -> aead.seal(SealedSample.KEY, SealedSample.AAD, tooLong))
        .satisfies(e -> assertThat(e.code()).isEqualTo("plaintext-too-long"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> aead.seal(SealedSample.KEY, new byte[4097], new byte[1]));
  }

  @Test
  void rsaKeysAndPlaintextsHaveBounds() throws GeneralSecurityException {
    RsaOaep oaep = new RsaOaep(Suites.of(Choice.AUTO));
    KeyPair small = rsaKey(1024);
    KeyPair fair = rsaKey(2048);
    RSAPublicKey key = (RSAPublicKey) fair.getPublic();

    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> oaep.encrypt((RSAPublicKey) small.getPublic(), RsaOaep.Hash.SHA256, new byte[1]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> oaep.encrypt(key, RsaOaep.Hash.SHA256, new byte[191]));
    byte[] longest = Suites.bytes(10, 190);
    byte[] encrypted = oaep.encrypt(key, RsaOaep.Hash.SHA256, longest);
    assertThat(oaep.decrypt((RSAPrivateKey) fair.getPrivate(), RsaOaep.Hash.SHA256, encrypted))
        .isEqualTo(longest);
    assertThatExceptionOfType(CryptoException.class)
        .isThrownBy(
            () -> oaep.decrypt((RSAPrivateKey) fair.getPrivate(), RsaOaep.Hash.SHA1, encrypted));
  }

  @Test
  void derivedKeysDifferByPurpose() {
    Key256 one = Hkdf.deriveKey(SealedSample.KEY, "one");

    assertThat(one.sameAs(Hkdf.deriveKey(SealedSample.KEY, "one"))).isTrue();
    assertThat(one.sameAs(Hkdf.deriveKey(SealedSample.KEY, "two"))).isFalse();
    assertThat(one.sameAs(SealedSample.KEY)).isFalse();
  }

  @Test
  void storedCommitmentsAreTheSame() {
    UUID tenant = new UUID(1, 2);
    UUID key = new UUID(3, 4);
    KeyCommitment commitment = KeyCommitment.of(SealedSample.KEY, tenant, key, 1);

    assertThat(KeyCommitment.fromBytes(commitment.bytes())).isEqualTo(commitment);
    assertThatIllegalArgumentException().isThrownBy(() -> KeyCommitment.fromBytes(new byte[31]));
  }

  @Test
  void keysOfAnObjectAreOverwrittenOnClose() {
    byte[] header = FloeHeader.untagged(FloeParameters.SEGMENT_64_KIB, new byte[32]);
    FloeKeys keys = FloeKeys.derive(FloeRules.STANDARD, SealedSample.KEY, header, SealedSample.AAD);
    ErasableKey segmentKey = keys.segmentKey(0);
    ErasableKey nextSegmentKey = keys.segmentKey(1 << 20);

    assertThat(segmentKey.isDestroyed()).isTrue();
    keys.close();
    assertThat(nextSegmentKey.isDestroyed()).isTrue();
    assertThatIllegalStateException().isThrownBy(nextSegmentKey::getEncoded);
    assertThatIllegalStateException().isThrownBy(() -> keys.segmentKey(2));
  }

  private static void assertInvalid(Aead aead, byte[] aad, byte[] sealed) {
    assertThatExceptionOfType(CryptoException.class)
        .isThrownBy(() -> aead.open(SealedSample.KEY, aad, sealed))
        .satisfies(e -> assertThat(e.error()).isEqualTo(CryptoError.AUTHENTICATION_FAILED));
  }

  private static KeyPair rsaKey(int bits) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    return generator.generateKeyPair();
  }
}
