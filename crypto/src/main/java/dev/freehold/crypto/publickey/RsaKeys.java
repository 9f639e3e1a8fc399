package dev.freehold.crypto.publickey;

import dev.freehold.crypto.CryptoSuite;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;

/**
 * Makes and reads RSA keys with the provider that will use them, which saves a conversion at every
 * operation. Safe for use by many threads.
 */
public final class RsaKeys {

  private static final String RSA = "RSA";

  private final CryptoSuite suite;

  /** Uses the RSA implementation of {@code suite}. */
  public RsaKeys(CryptoSuite suite) {
    this.suite = suite;
  }

  /**
   * Makes a key pair: a tenth of a second for 2048 bits, up to some seconds for 4096.
   *
   * @throws IllegalArgumentException if the implementation makes no such keys
   */
  public KeyPair generate(int modulusBits, BigInteger publicExponent) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(RSA, suite.rsaKeyProvider());
      generator.initialize(new RSAKeyGenParameterSpec(modulusBits, publicExponent));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("no RSA keys of this size and exponent", e);
    }
  }

  /**
   * Reads a private key from PKCS #8; the caller overwrites {@code encoded}.
   *
   * @throws IllegalArgumentException if {@code encoded} is no such key
   */
  public RSAPrivateKey decodePrivate(byte[] encoded) {
    try {
      return (RSAPrivateKey) factory().generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException | ClassCastException e) {
      throw unreadable("an RSA private key in PKCS #8", e);
    }
  }

  /**
   * Reads a public key from its SubjectPublicKeyInfo.
   *
   * @throws IllegalArgumentException if {@code encoded} is no such key
   */
  public RSAPublicKey decodePublic(byte[] encoded) {
    try {
      return (RSAPublicKey) factory().generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException | ClassCastException e) {
      throw unreadable("an RSA public key as SubjectPublicKeyInfo", e);
    }
  }

  /**
   * Puts a key pair together from its numbers, which the caller has checked.
   *
   * @throws IllegalArgumentException if they form no key
   */
  public KeyPair fromNumbers(RSAPrivateCrtKeySpec numbers) {
    try {
      return new KeyPair(
          factory()
              .generatePublic(
                  new RSAPublicKeySpec(numbers.getModulus(), numbers.getPublicExponent())),
          factory().generatePrivate(numbers));
    } catch (GeneralSecurityException e) {
      throw unreadable("the numbers of an RSA key", e);
    }
  }

  private KeyFactory factory() throws GeneralSecurityException {
    return KeyFactory.getInstance(RSA, suite.rsaKeyProvider());
  }

  private static IllegalArgumentException unreadable(String expected, Exception cause) {
    return new IllegalArgumentException("this is not " + expected, cause);
  }
}
