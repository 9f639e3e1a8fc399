package dev.freehold.crypto.publickey;

import dev.freehold.crypto.CryptoSuite;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;

/**
 * RSA signatures (RFC 8017, 8) over digests that the caller has computed; the JCA's own signatures
 * do not accept digests. Safe for use by many threads.
 */
public final class RsaSignature {

  /** The hashes of digests. */
  public enum Hash {
    SHA256("SHA-256", "3031300d060960864801650304020105000420"),
    SHA384("SHA-384", "3041300d060960864801650304020205000430"),
    SHA512("SHA-512", "3051300d060960864801650304020305000440");

    private final String algorithm;

    /** What stands before the digest in a DigestInfo (RFC 8017, 9.2, note 1), in hexadecimal. */
    private final String prefix;

    Hash(String algorithm, String prefix) {
      this.algorithm = algorithm;
      this.prefix = prefix;
    }

    private MessageDigest newDigest() {
      try {
        return MessageDigest.getInstance(algorithm);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("this Java has no " + algorithm + "; use Java 25", e);
      }
    }

    private byte[] digestInfo(byte[] digest) {
      byte[] start = HexFormat.of().parseHex(prefix);
      byte[] info = Arrays.copyOf(start, start.length + digest.length);
      System.arraycopy(digest, 0, info, start.length, digest.length);
      return info;
    }
  }

  private static final int MIN_PADDING_BYTES = 8;
  private static final int FRAME_BYTES = 3;

  private final CryptoSuite suite;

  /** Uses the RSA implementation and the random source of {@code suite}. */
  public RsaSignature(CryptoSuite suite) {
    this.suite = suite;
  }

  /** Signs with the padding of PKCS #1, version 1.5. */
  public byte[] signPkcs1(RSAPrivateKey key, Hash hash, byte[] digest) {
    return signPkcs1(key, hash.digestInfo(digest));
  }

  /**
   * Signs any bytes with PKCS #1 padding, without the name of a hash.
   *
   * @throws IllegalArgumentException if they are longer than the modulus less 11 bytes
   */
  public byte[] signPkcs1(RSAPrivateKey key, byte[] content) {
    return raise(key, framed(content, modulusBytes(key)));
  }

  /** Signs with PSS: MGF1 with the same hash, a random salt as long as the hash. */
  public byte[] signPss(RSAPrivateKey key, Hash hash, byte[] digest) {
    EmsaPss encoding = new EmsaPss(hash.newDigest());
    byte[] salt = suite.random().bytes(digest.length);
    byte[] encoded = encoding.encode(digest, salt, key.getModulus().bitLength());
    return raise(key, leftPadded(encoded, modulusBytes(key)));
  }

  /** Tells whether {@code signature} is one that {@link #signPkcs1} makes. */
  public boolean verifyPkcs1(RSAPublicKey key, Hash hash, byte[] digest, byte[] signature) {
    return verifyPkcs1(key, hash.digestInfo(digest), signature);
  }

  /** Verifies such a signature of any bytes that are short enough. */
  public boolean verifyPkcs1(RSAPublicKey key, byte[] content, byte[] signature) {
    int length = modulusBytes(key);
    byte[] opened = open(key, signature);
    return MessageDigest.isEqual(opened, framed(content, length));
  }

  /** Tells whether {@code signature} is one that {@link #signPss} makes. */
  public boolean verifyPss(RSAPublicKey key, Hash hash, byte[] digest, byte[] signature) {
    byte[] opened = open(key, signature);
    int bits = key.getModulus().bitLength();
    int unused = opened.length - (bits + 6) / 8;
    if (opened.length == 0 || (unused > 0 && opened[0] != 0)) {
      return false;
    }
    byte[] encoded = Arrays.copyOfRange(opened, unused, opened.length);
    return new EmsaPss(hash.newDigest()).matches(digest, encoded, bits);
  }

  /** {@code 00 01 ff .. ff 00 content} (RFC 8017, 9.2). */
  private static byte[] framed(byte[] content, int length) {
    int contentAt = length - content.length;
    if (contentAt < FRAME_BYTES + MIN_PADDING_BYTES) {
      throw new IllegalArgumentException(
          "this key signs at most %d bytes, got %d"
              .formatted(length - FRAME_BYTES - MIN_PADDING_BYTES, content.length));
    }
    byte[] framed = new byte[length];
    framed[1] = 1;
    Arrays.fill(framed, 2, contentAt - 1, (byte) 0xff);
    System.arraycopy(content, 0, framed, contentAt, content.length);
    return framed;
  }

  private static byte[] leftPadded(byte[] encoded, int length) {
    byte[] padded = new byte[length];
    System.arraycopy(encoded, 0, padded, length - encoded.length, encoded.length);
    return padded;
  }

  /** The private operation; in encryption mode the JDK checks its result for faults. */
  private byte[] raise(RSAPrivateKey key, byte[] encoded) {
    try {
      return apply(Cipher.ENCRYPT_MODE, key, encoded);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("this RSA key cannot be used: " + e.getMessage(), e);
    }
  }

  /** The public operation; empty if {@code signature} is no number that a signature can be. */
  private byte[] open(RSAPublicKey key, byte[] signature) {
    if (signature.length != modulusBytes(key)) {
      return new byte[0];
    }
    try {
      return apply(Cipher.DECRYPT_MODE, key, signature);
    } catch (GeneralSecurityException e) {
      return new byte[0];
    }
  }

  private byte[] apply(int mode, Key key, byte[] number) throws GeneralSecurityException {
    Cipher cipher = suite.newRsaRawCipher();
    cipher.init(mode, key);
    return cipher.doFinal(number);
  }

  private static int modulusBytes(RSAKey key) {
    return (key.getModulus().bitLength() + 7) / 8;
  }
}
