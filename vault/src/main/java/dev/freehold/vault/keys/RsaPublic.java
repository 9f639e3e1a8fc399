package dev.freehold.vault.keys;

import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/** The public part of an RSA key and its one stored form, SubjectPublicKeyInfo. */
record RsaPublic(RSAPublicKey key) {

  static RsaPublic decode(byte[] encoded) {
    try {
      return new RsaPublic(
          (RSAPublicKey)
              KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded)));
    } catch (GeneralSecurityException e) {
      throw new VaultException(
          VaultError.SEALED_KEY, "a stored public key cannot be read; restore the database", e);
    }
  }

  byte[] encode() {
    return key.getEncoded();
  }

  /** {@code n}, big-endian without leading zeros. */
  byte[] modulus() {
    return unsigned(key.getModulus());
  }

  /** {@code e}, big-endian without leading zeros. */
  byte[] exponent() {
    return unsigned(key.getPublicExponent());
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] signed = number.toByteArray();
    return signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
  }
}
