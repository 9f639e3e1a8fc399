package dev.freehold.crypto;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Set;

/**
 * The 74 bytes before the first segment: {@code parameters (10) | IV (32) | header tag (32)}. The
 * tag commits to key, IV, associated data and parameters.
 */
final class FloeHeader {

  static final int LENGTH_BYTES = 74;
  static final int IV_BYTES = 32;

  private static final int PARAMETERS_BYTES = 10;
  private static final int TAG_BYTES = 32;
  private static final int TAG_OFFSET = PARAMETERS_BYTES + IV_BYTES;
  private static final byte AEAD_AES_256_GCM = 0;
  private static final byte KDF_HKDF_EXPAND_SHA384 = 0;

  private FloeHeader() {}

  /** A header whose tag is not yet written. */
  static byte[] untagged(FloeParameters parameters, byte[] iv) {
    byte[] header = new byte[LENGTH_BYTES];
    header[0] = AEAD_AES_256_GCM;
    header[1] = KDF_HKDF_EXPAND_SHA384;
    BigEndian.putInt(header, 2, parameters.encryptedSegmentBytes());
    BigEndian.putInt(header, 6, IV_BYTES);
    System.arraycopy(iv, 0, header, PARAMETERS_BYTES, IV_BYTES);
    return header;
  }

  static void writeTag(byte[] header, byte[] tag) {
    System.arraycopy(tag, 0, header, TAG_OFFSET, TAG_BYTES);
  }

  static void requireTag(byte[] header, byte[] tag) {
    if (!MessageDigest.isEqual(tag, Arrays.copyOfRange(header, TAG_OFFSET, LENGTH_BYTES))) {
      throw invalid("was changed, or the object belongs to another key or place");
    }
  }

  /** Everything that the key derivations cover: parameters and IV. */
  static byte[] parametersAndIv(byte[] header) {
    return Arrays.copyOf(header, TAG_OFFSET);
  }

  /**
   * Reads the parameters of the first {@code count} bytes of {@code header}.
   *
   * @throws CryptoException {@link CryptoError#HEADER_INVALID} if the header is cut short or names
   *     parameters that are not in {@code allowed}
   */
  static FloeParameters parameters(byte[] header, int count, Set<FloeParameters> allowed) {
    if (count < LENGTH_BYTES) {
      throw invalid("has %d of its %d bytes".formatted(count, LENGTH_BYTES));
    }
    for (FloeParameters parameters : allowed) {
      byte[] expected = untagged(parameters, new byte[IV_BYTES]);
      if (Arrays.equals(expected, 0, PARAMETERS_BYTES, header, 0, PARAMETERS_BYTES)) {
        return parameters;
      }
    }
    throw invalid("names an algorithm or a segment length that is not allowed here");
  }

  private static CryptoException invalid(String what) {
    return new CryptoException(
        CryptoError.HEADER_INVALID, "the object's header " + what + "; restore it from a backup");
  }
}
