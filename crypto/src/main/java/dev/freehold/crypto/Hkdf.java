package dev.freehold.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HKDF (RFC 5869) by plain HMAC from the JDK, which is faster than its KDF interface. Safe for use
 * by many threads.
 */
public final class Hkdf {

  private static final String HMAC_SHA256 = "HmacSHA256";
  private static final String HMAC_SHA384 = "HmacSHA384";
  private static final int SHA256_BYTES = 32;

  /** RFC 5869, 2.3: the counter of output blocks is one byte. */
  private static final int MAX_BLOCKS = 255;

  private static final byte[] DERIVE_SALT =
      "freehold:derive-key:v1".getBytes(StandardCharsets.US_ASCII);
  private static final Provider PROVIDER = Security.getProvider("SunJCE");

  private Hkdf() {}

  /**
   * HKDF-SHA-256, extract and expand.
   *
   * @param salt may be empty, which means 32 zero bytes
   * @param lengthBytes 1 to 8160
   */
  public static byte[] sha256(byte[] ikm, byte[] salt, byte[] info, int lengthBytes) {
    byte[] prk = mac(HMAC_SHA256, salt.length == 0 ? new byte[SHA256_BYTES] : salt).doFinal(ikm);
    try {
      return expandSha256(prk, info, lengthBytes);
    } finally {
      Arrays.fill(prk, (byte) 0);
    }
  }

  /**
   * HKDF-Expand-SHA-384.
   *
   * @param prk a uniformly random key
   * @param lengthBytes 1 to 12240
   */
  public static byte[] expandSha384(byte[] prk, byte[] info, int lengthBytes) {
    return expand(mac(HMAC_SHA384, prk), info, lengthBytes);
  }

  /**
   * Derives a key for {@code purpose} from {@code parent}: HKDF-SHA-256 with a fixed salt. Keys for
   * different purposes tell nothing of each other or of the parent.
   */
  public static Key256 deriveKey(Key256 parent, String purpose) {
    byte[] info = purpose.getBytes(StandardCharsets.UTF_8);
    return parent.use(raw -> Key256.takeOver(sha256(raw, DERIVE_SALT, info, Key256.LENGTH_BYTES)));
  }

  /**
   * HKDF-Expand-SHA-256.
   *
   * @param prk a uniformly random key
   * @param lengthBytes 1 to 8160
   */
  public static byte[] expandSha256(byte[] prk, byte[] info, int lengthBytes) {
    return expand(mac(HMAC_SHA256, prk), info, lengthBytes);
  }

  /** The same of 32 bytes, by an object that serves many keys. */
  public static byte[] expandSha256(RekeyedHmac codes, byte[] prk, byte[] info) {
    byte[] onlyBlock = Arrays.copyOf(info, info.length + 1);
    onlyBlock[info.length] = 1;
    return codes.sha256(prk, onlyBlock);
  }

  private static byte[] expand(Mac mac, byte[] info, int lengthBytes) {
    int blockBytes = mac.getMacLength();
    if (lengthBytes < 1 || lengthBytes > MAX_BLOCKS * blockBytes) {
      throw new IllegalArgumentException(
          "HKDF gives 1 to %d bytes, asked for %d".formatted(MAX_BLOCKS * blockBytes, lengthBytes));
    }
    byte[] output = new byte[lengthBytes];
    byte[] block = new byte[0];
    for (int done = 0, counter = 1; done < lengthBytes; done += blockBytes, counter++) {
      mac.update(block);
      Arrays.fill(block, (byte) 0);
      mac.update(info);
      block = mac.doFinal(new byte[] {(byte) counter});
      System.arraycopy(block, 0, output, done, Math.min(blockBytes, lengthBytes - done));
    }
    Arrays.fill(block, (byte) 0);
    return output;
  }

  private static Mac mac(String algorithm, byte[] key) {
    try {
      Mac mac = Mac.getInstance(algorithm, PROVIDER);
      mac.init(new SecretKeySpec(key, algorithm));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has no " + algorithm, e);
    }
  }
}
