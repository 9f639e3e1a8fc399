package dev.freehold.vault.material;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.ErasableKey;
import dev.freehold.crypto.RandomSource;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Optional;
import javax.crypto.Mac;

/** Symmetric keys in this process; the private part is the key. */
final class OctSoftware implements KeyEngine {

  private final RandomSource random;
  private final AesCiphers ciphers;

  OctSoftware(CryptoSuite suite) {
    this.random = suite.random();
    this.ciphers = new AesCiphers(random);
  }

  @Override
  public String name() {
    return KeyEngines.SOFTWARE;
  }

  @Override
  public KeyKind kind() {
    return KeyKind.OCT;
  }

  @Override
  public boolean has(boolean hardware) {
    return true;
  }

  @Override
  public KeyMaterial generate(KeySpecification specification) {
    int bits = ((KeySpecification.Oct) specification).bits();
    return new KeyMaterial(new OctPublic(bits), random.bytes(bits / 8));
  }

  @Override
  public KeyMaterial take(PrivateNumbers numbers, boolean hardware) {
    PrivateNumbers.Oct given = (PrivateNumbers.Oct) numbers;
    int bits = new KeySpecification.Oct(false, 8 * given.k.length).bits();
    return new KeyMaterial(new OctPublic(bits), given.k.clone());
  }

  @Override
  public Payload encrypt(KeyMaterial key, EncryptionAlgorithm algorithm, Payload plain) {
    try (ErasableKey secret = ErasableKey.copyOf(key.privatePart(), "AES")) {
      return ciphers.encrypt(secret, algorithm.mode(), plain);
    }
  }

  @Override
  public Optional<byte[]> decrypt(KeyMaterial key, EncryptionAlgorithm algorithm, Payload sealed) {
    try (ErasableKey secret = ErasableKey.copyOf(key.privatePart(), "AES")) {
      return ciphers.decrypt(secret, algorithm.mode(), sealed);
    }
  }

  @Override
  public byte[] sign(KeyMaterial key, SignatureAlgorithm algorithm, byte[] digest) {
    String name =
        switch (algorithm) {
          case HS256 -> "HmacSHA256";
          case HS384 -> "HmacSHA384";
          case HS512 -> "HmacSHA512";
          case RS256, RS384, RS512, PS256, PS384, PS512, RSNULL, ES256, ES384, ES512, ES256K ->
              throw KeyEngines.doesNotFit(algorithm.word());
        };
    try (ErasableKey secret = ErasableKey.copyOf(key.privatePart(), name)) {
      Mac mac = Mac.getInstance(name);
      mac.init(secret);
      return mac.doFinal(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + name + "; use Java 25", e);
    }
  }

  @Override
  public boolean verify(
      KeyMaterial key, SignatureAlgorithm algorithm, byte[] digest, byte[] signature) {
    return MessageDigest.isEqual(sign(key, algorithm, digest), signature);
  }
}
