package dev.freehold.crypto;

/** The limits of this module. */
public final class CryptoLimits {

  /** Associated data of one sealed value or object. */
  public static final int MAX_ASSOCIATED_DATA_BYTES = 4096;

  /** Plaintext of one {@link Aead} value, which is held in memory whole; objects use FLOE. */
  public static final int MAX_AEAD_PLAINTEXT_BYTES = 16 * 1024 * 1024;

  /** Smallest encrypted FLOE segment: its 32 bytes of framing and one byte of plaintext. */
  public static final int MIN_ENCRYPTED_SEGMENT_BYTES = 33;

  /** Up to this much is sealed before it is written on, and at least one segment. */
  static final int BATCH_BYTES = 1024 * 1024;

  /**
   * Largest encrypted FLOE segment. What seals or opens a stream holds at most two batches of 1 MiB
   * in memory, a reader two segments.
   */
  public static final int MAX_ENCRYPTED_SEGMENT_BYTES = 1024 * 1024;

  /** RSA moduli below this are refused. */
  public static final int MIN_RSA_MODULUS_BITS = 2048;

  /** RSA moduli above this are refused; the time of a private operation grows with the cube. */
  public static final int MAX_RSA_MODULUS_BITS = 8192;

  private CryptoLimits() {}

  static void requireAssociatedData(byte[] associatedData) {
    if (associatedData.length > MAX_ASSOCIATED_DATA_BYTES) {
      throw new IllegalArgumentException(
          "associated data has at most %d bytes, got %d"
              .formatted(MAX_ASSOCIATED_DATA_BYTES, associatedData.length));
    }
  }
}
