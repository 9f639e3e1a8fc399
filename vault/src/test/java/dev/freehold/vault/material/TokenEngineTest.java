package dev.freehold.vault.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.publickey.RsaKeys;
import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import dev.freehold.vault.testing.SoftToken;
import dev.freehold.vault.token.HardwareToken;
import java.math.BigInteger;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TokenEngineTest extends KeyEngineContract {

  private static final CryptoSuite CRYPTO = CryptoSuite.select(CryptoSuite.Choice.AUTO);
  private static final KeySpecification.Rsa RSA =
      new KeySpecification.Rsa(true, 2048, RSAKeyGenParameterSpec.F4);

  private HardwareToken token;
  private TokenEngine engine;

  @BeforeAll
  void open() {
    token = SoftToken.open(SoftToken.ONE);
    engine = new TokenEngine(token, CRYPTO);
  }

  @AfterAll
  void close() {
    if (token != null) {
      token.close();
    }
  }

  @Override
  KeyEngine engine(KeyKind kind) {
    return engine;
  }

  @Override
  Stream<KeySpecification> specifications() {
    SoftToken.assumeInstalled();
    return Stream.of(RSA, new KeySpecification.Rsa(true, 3072, RSAKeyGenParameterSpec.F4));
  }

  @Test
  void onlyHardwareRsaKeysAreItsBusiness() {
    KeyEngines engines = new KeyEngines(CRYPTO, Optional.of(token));
    assertThat(engines.maker(RSA)).isInstanceOf(TokenEngine.class);
    assertThat(engines.maker(new KeySpecification.Rsa(false, 2048, RSA.exponent())))
        .isInstanceOf(RsaSoftware.class);
    assertThat(engines.maker(new KeySpecification.Ec(true, Curve.P_256)))
        .isInstanceOf(EcSoftware.class);
  }

  @Test
  void aKeyMadeElsewhereIsUsedInTheToken() {
    var pair = new RsaKeys(CRYPTO).generate(2048, RSA.exponent());
    var secret = (RSAPrivateCrtKey) pair.getPrivate();
    var numbers =
        new PrivateNumbers.Rsa(
            bytes(secret.getModulus()),
            bytes(secret.getPublicExponent()),
            bytes(secret.getPrivateExponent()),
            bytes(secret.getPrimeP()),
            bytes(secret.getPrimeQ()));
    try (numbers;
        KeyMaterial taken = engine.take(numbers, true)) {
      byte[] signature = engine.sign(taken, SignatureAlgorithm.RS256, new byte[32]);
      KeyMaterial outside =
          new KeyMaterial(new RsaPublic(pair.getPublic().getEncoded()), secret.getEncoded());
      assertThat(signature)
          .isEqualTo(new RsaSoftware(CRYPTO).sign(outside, SignatureAlgorithm.RS256, new byte[32]));
    }
  }

  @Test
  void whatIsStoredIsNoPrivateKeyAndEveryChangeIsNoticed() {
    try (KeyMaterial key = engine.generate(RSA)) {
      assertThatThrownBy(() -> new RsaKeys(CRYPTO).decodePrivate(key.privatePart()))
          .isInstanceOf(IllegalArgumentException.class);
      for (int i : List.of(0, 1, 16, 17, 500, key.privatePart().length - 1)) {
        byte[] changed = key.privatePart().clone();
        changed[i] ^= 1;
        assertSealed(new KeyMaterial(key.publicPart(), changed), engine);
      }
      assertSealed(new KeyMaterial(key.publicPart(), new byte[0]), engine);
    }
  }

  @Test
  void anotherTokenDoesNotUseIt() {
    try (HardwareToken other = SoftToken.open(SoftToken.TWO);
        KeyMaterial key = engine.generate(RSA)) {
      assertSealed(key, new TokenEngine(other, CRYPTO));
    }
  }

  @Test
  void aTokenThatWasTakenOutIsOpenedAgain() {
    try (KeyMaterial key = engine.generate(RSA)) {
      SoftToken.takeOut(SoftToken.ONE);
      byte[] signature = engine.sign(key, SignatureAlgorithm.PS256, new byte[32]);
      assertThat(engine.verify(key, SignatureAlgorithm.PS256, new byte[32], signature)).isTrue();
    }
  }

  @Test
  void moreThanTheSessionsAllowWait() {
    try (KeyMaterial key = engine.generate(RSA)) {
      assertThat(
              IntStream.range(0, 64)
                  .parallel()
                  .mapToObj(i -> engine.sign(key, SignatureAlgorithm.RS256, new byte[32]))
                  .map(Arrays::hashCode)
                  .distinct())
          .hasSize(1);
    }
  }

  private static void assertSealed(KeyMaterial key, KeyEngine engine) {
    assertThatThrownBy(() -> engine.sign(key, SignatureAlgorithm.RS256, new byte[32]))
        .isInstanceOfSatisfying(
            VaultException.class, e -> assertThat(e.error()).isEqualTo(VaultError.SEALED_KEY));
  }

  private static byte[] bytes(BigInteger number) {
    return number.toByteArray();
  }
}
