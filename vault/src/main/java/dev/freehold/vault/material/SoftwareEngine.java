package dev.freehold.vault.material;

import dev.freehold.crypto.CryptoSuite;
import java.util.Optional;

/**
 * Makes and uses keys in this process. It accepts keys marked {@code -HSM} too, which are no safer
 * here.
 */
public final class SoftwareEngine implements KeyEngine {

  /** The name that is stored with its keys. */
  public static final String NAME = "software";

  private final RsaSoftware rsa;
  private final EcSoftware ec;
  private final OctSoftware oct;

  /** Uses the ciphers and the random source of {@code suite}. */
  public SoftwareEngine(CryptoSuite suite) {
    this.rsa = new RsaSoftware(suite);
    this.ec = new EcSoftware(suite);
    this.oct = new OctSoftware(suite);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean makes(KeySpecification specification) {
    return true;
  }

  @Override
  public boolean takes(KeyKind kind, boolean hardware) {
    return true;
  }

  @Override
  public KeyMaterial generate(KeySpecification specification) {
    return switch (specification) {
      case KeySpecification.Rsa wanted -> rsa.generate(wanted);
      case KeySpecification.Ec wanted -> ec.generate(wanted.curve());
      case KeySpecification.Oct wanted -> oct.generate(wanted.bits());
    };
  }

  @Override
  public KeyMaterial take(PrivateNumbers numbers, boolean hardware) {
    return switch (numbers) {
      case PrivateNumbers.Rsa given -> rsa.take(given);
      case PrivateNumbers.Ec given -> ec.take(given);
      case PrivateNumbers.Oct given -> oct.take(given);
    };
  }

  @Override
  public Payload encrypt(KeyMaterial key, EncryptionAlgorithm algorithm, Payload plain) {
    return switch (key.publicPart()) {
      case RsaPublic part -> rsa.encrypt(part, algorithm, plain);
      case OctPublic part -> oct.encrypt(key, algorithm, plain);
      case EcPublic part -> throw doesNotFit(algorithm.word());
    };
  }

  @Override
  public Optional<byte[]> decrypt(KeyMaterial key, EncryptionAlgorithm algorithm, Payload sealed) {
    return switch (key.publicPart()) {
      case RsaPublic part -> rsa.decrypt(key, algorithm, sealed);
      case OctPublic part -> oct.decrypt(key, algorithm, sealed);
      case EcPublic part -> throw doesNotFit(algorithm.word());
    };
  }

  @Override
  public byte[] sign(KeyMaterial key, SignatureAlgorithm algorithm, byte[] digest) {
    return switch (key.publicPart()) {
      case RsaPublic part -> rsa.sign(key, algorithm, digest);
      case EcPublic part -> ec.sign(part.curve(), key, digest);
      case OctPublic part -> oct.sign(key, algorithm, digest);
    };
  }

  @Override
  public boolean verify(
      KeyMaterial key, SignatureAlgorithm algorithm, byte[] digest, byte[] signature) {
    return switch (key.publicPart()) {
      case RsaPublic part -> rsa.verify(part, algorithm, digest, signature);
      case EcPublic part -> ec.verify(part, digest, signature);
      case OctPublic part -> oct.verify(key, algorithm, digest, signature);
    };
  }

  /** Callers check before they ask, see {@link KeyEngine}. */
  static IllegalArgumentException doesNotFit(String algorithm) {
    return new IllegalArgumentException(algorithm + " does not go with this key");
  }
}
