package dev.freehold.vault.keys;

import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/** The public part of an RSA key in its stored form, SubjectPublicKeyInfo, byte for byte. */
final class RsaPublic {

  private final byte[] encoded;
  private final RSAPublicKey numbers;

  private RsaPublic(byte[] encoded, RSAPublicKey numbers) {
    this.encoded = encoded;
    this.numbers = numbers;
  }

  static RsaPublic of(byte[] encoded) {
    try {
      return new RsaPublic(
          encoded.clone(),
          (RSAPublicKey)
              KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded)));
    } catch (GeneralSecurityException | ClassCastException e) {
      throw new VaultException(
          VaultError.SEALED_KEY, "a stored public key cannot be read; restore the database", e);
    }
  }

  byte[] encode() {
    return encoded.clone();
  }

  /** {@code n}, big-endian without leading zeros. */
  byte[] modulus() {
    return unsigned(numbers.getModulus());
  }

  /** {@code e}, big-endian without leading zeros. */
  byte[] exponent() {
    return unsigned(numbers.getPublicExponent());
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] signed = number.toByteArray();
    return signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
  }
}
