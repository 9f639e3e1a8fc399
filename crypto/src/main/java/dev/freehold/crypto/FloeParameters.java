package dev.freehold.crypto;

/**
 * The parameter of a FLOE object: the length of an encrypted segment. The header says it, and a
 * reader names the ones it allows.
 *
 * @param encryptedSegmentBytes bytes of one full segment, its 32 bytes of framing included
 */
public record FloeParameters(int encryptedSegmentBytes) {

  /** For objects whose length is known to be at most 4 MiB. */
  public static final FloeParameters SEGMENT_64_KIB = new FloeParameters(64 * 1024);

  /** For longer objects, and where the length is not known beforehand. */
  public static final FloeParameters SEGMENT_256_KIB = new FloeParameters(256 * 1024);

  /** Checks the length against {@link CryptoLimits}. */
  public FloeParameters {
    if (encryptedSegmentBytes < CryptoLimits.MIN_ENCRYPTED_SEGMENT_BYTES
        || encryptedSegmentBytes > CryptoLimits.MAX_ENCRYPTED_SEGMENT_BYTES) {
      throw new IllegalArgumentException(
          "an encrypted segment has %d to %d bytes, got %d"
              .formatted(
                  CryptoLimits.MIN_ENCRYPTED_SEGMENT_BYTES,
                  CryptoLimits.MAX_ENCRYPTED_SEGMENT_BYTES,
                  encryptedSegmentBytes));
    }
  }

  /** Plaintext bytes of one full segment. */
  public int plaintextSegmentBytes() {
    return encryptedSegmentBytes - SegmentCipher.FRAMING_BYTES;
  }

  /** How many segments are read or written at once. */
  int segmentsPerBatch() {
    return Math.max(1, CryptoLimits.BATCH_BYTES / encryptedSegmentBytes);
  }
}
