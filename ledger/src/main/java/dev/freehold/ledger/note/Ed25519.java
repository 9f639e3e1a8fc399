package dev.freehold.ledger.note;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/** Ed25519 of the JDK, with public keys as the 32 bytes of RFC 8032. */
final class Ed25519 {

  static final String NAME = "Ed25519";
  static final int PUBLIC_KEY_BYTES = 32;
  static final int SIGNATURE_BYTES = 64;

  /** What stands before the 32 bytes in a SubjectPublicKeyInfo (RFC 8410). */
  private static final byte[] PUBLIC_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private Ed25519() {}

  /** Whatever is given, the answer is yes or no. */
  static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    if (signature.length != SIGNATURE_BYTES) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance(NAME);
      verifier.initVerify(publicKey(publicKey));
      verifier.update(message);
      return verifier.verify(signature);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Java 25 has Ed25519", e);
    } catch (GeneralSecurityException malformed) {
      // A key that is no point of the curve, or a signature out of range.
      return false;
    }
  }

  private static PublicKey publicKey(byte[] bytes) throws GeneralSecurityException {
    return KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(der(bytes)));
  }

  /** The SubjectPublicKeyInfo of a public key, as openssl writes it with {@code -outform DER}. */
  static byte[] der(byte[] publicKey) {
    return ByteBuffer.allocate(PUBLIC_PREFIX.length + publicKey.length)
        .put(PUBLIC_PREFIX)
        .put(publicKey)
        .array();
  }
}
