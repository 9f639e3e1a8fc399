package dev.freehold.vault.keys;

import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import dev.freehold.vault.wire.WireError;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Set;

/** Makes and reads RSA private keys. */
final class RsaKeys {

  static final int DEFAULT_BITS = 2048;
  private static final Set<Long> SIZES_BITS = Set.of(2048L, 3072L, 4096L);

  private RsaKeys() {}

  static int requireSize(long bits) {
    if (!SIZES_BITS.contains(bits)) {
      throw WireError.badParameter(
          "Invalid key size: '%d'. RSA keys have 2048, 3072 or 4096 bits.".formatted(bits));
    }
    return (int) bits;
  }

  static KeyPair generate(int bits, BigInteger exponent) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(new RSAKeyGenParameterSpec(bits, exponent));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new VaultException(VaultError.PLATFORM, "this Java makes no RSA keys; use Java 25", e);
    }
  }

  /** Reads PKCS #8; the caller overwrites {@code encoded}. */
  static RSAPrivateKey decode(byte[] encoded) {
    try {
      return (RSAPrivateKey)
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new VaultException(
          VaultError.SEALED_KEY, "a stored private key cannot be read; restore the database", e);
    }
  }
}
