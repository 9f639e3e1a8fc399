package dev.freehold.vault.material;

import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;

/**
 * The public part of an RSA key: a SubjectPublicKeyInfo. Its numbers are parsed only when they are
 * needed, since most uses of the private part need none.
 */
public final class RsaPublic implements PublicPart {

  private final byte[] encoded;

  /** Parsed once; two threads may do so at the same time. */
  private volatile RSAPublicKey numbers;

  /** Copies {@code encoded}. */
  public RsaPublic(byte[] encoded) {
    this.encoded = encoded.clone();
  }

  @Override
  public KeyKind kind() {
    return KeyKind.RSA;
  }

  @Override
  public byte[] encode() {
    return encoded.clone();
  }

  @Override
  public KeySpecification specification(boolean hardware) {
    RSAPublicKey numbers = numbers();
    return new KeySpecification.Rsa(
        hardware, numbers.getModulus().bitLength(), numbers.getPublicExponent());
  }

  /** {@code n}. */
  public BigInteger modulus() {
    return numbers().getModulus();
  }

  /** {@code e}. */
  public BigInteger exponent() {
    return numbers().getPublicExponent();
  }

  private RSAPublicKey numbers() {
    RSAPublicKey known = numbers;
    if (known == null) {
      known = parsed();
      numbers = known;
    }
    return known;
  }

  private RSAPublicKey parsed() {
    try {
      return (RSAPublicKey)
          KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException | ClassCastException e) {
      throw new VaultException(
          VaultError.SEALED_KEY, "a stored public key cannot be read; restore the database", e);
    }
  }
}
