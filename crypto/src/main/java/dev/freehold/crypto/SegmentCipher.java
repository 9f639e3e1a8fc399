package dev.freehold.crypto;

/**
 * Seals and opens single segments of one FLOE object: {@code length word (4) | nonce (12) |
 * ciphertext | tag (16)}, with the segment's number and whether it is the final one as associated
 * data. For one thread; owns its keys.
 */
final class SegmentCipher implements AutoCloseable {

  /** By how much a segment is longer than its plaintext. */
  static final int FRAMING_BYTES = Integer.BYTES + GcmCipher.NONCE_BYTES + GcmCipher.TAG_BYTES;

  static final int ASSOCIATED_DATA_BYTES = Long.BYTES + 1;

  /** The length word of a segment that others follow. */
  static final int INTERNAL = -1;

  /** Where in a segment its ciphertext begins; plaintext that is there is encrypted in place. */
  static final int CIPHERTEXT_OFFSET = Integer.BYTES + GcmCipher.NONCE_BYTES;

  private final FloeRules rules;
  private final FloeKeys keys;
  private final Nonces nonces;
  private final GcmCipher cipher;
  private final byte[] associatedData = new byte[ASSOCIATED_DATA_BYTES];

  SegmentCipher(CryptoSuite suite, FloeRules rules, FloeKeys keys) {
    this.rules = rules;
    this.keys = keys;
    this.nonces = new Nonces(suite.random());
    this.cipher = new GcmCipher(suite);
  }

  /**
   * Seals segment {@code number} into {@code target} from {@code targetOffset} on. The plaintext is
   * in another array, or already at its place, {@link #CIPHERTEXT_OFFSET} behind.
   *
   * @return the length of the segment in bytes
   * @throws CryptoException {@link CryptoError#TOO_LONG} if an object has no segment of this number
   */
  int seal(
      byte[] plaintext,
      int offset,
      int length,
      long number,
      boolean last,
      byte[] target,
      int targetOffset) {
    if (number >= rules.maxSegments()) {
      throw new CryptoException(
          CryptoError.TOO_LONG,
          "an object has at most %d segments; split it or use longer segments"
              .formatted(rules.maxSegments()));
    }
    int segmentBytes = length + FRAMING_BYTES;
    BigEndian.putInt(target, targetOffset, last ? segmentBytes : INTERNAL);
    nonces.next(target, targetOffset + Integer.BYTES);
    cipher.seal(
        keys.segmentKey(number),
        target,
        targetOffset + Integer.BYTES,
        associatedDataOf(number, last),
        plaintext,
        offset,
        length,
        target,
        targetOffset + CIPHERTEXT_OFFSET);
    return segmentBytes;
  }

  /**
   * Opens segment {@code number}, {@code segmentBytes} of {@code sealed} from {@code offset} on,
   * into {@code plaintext} from {@code plaintextOffset} on, where there is nothing to show if this
   * throws.
   *
   * @return the length of the plaintext in bytes
   * @throws CryptoException {@link CryptoError#SEGMENT_INVALID}
   */
  int open(
      byte[] sealed,
      int offset,
      int segmentBytes,
      long number,
      boolean last,
      byte[] plaintext,
      int plaintextOffset) {
    boolean opened =
        number < rules.maxSegments()
            && BigEndian.getInt(sealed, offset) == (last ? segmentBytes : INTERNAL)
            && cipher.open(
                keys.segmentKey(number),
                sealed,
                offset + Integer.BYTES,
                associatedDataOf(number, last),
                sealed,
                offset + CIPHERTEXT_OFFSET,
                segmentBytes - CIPHERTEXT_OFFSET,
                plaintext,
                plaintextOffset);
    if (!opened) {
      throw invalid(number);
    }
    return segmentBytes - FRAMING_BYTES;
  }

  static CryptoException invalid(long number) {
    return new CryptoException(
        CryptoError.SEGMENT_INVALID,
        ("segment %d of the object was changed or is not in its place;"
                + " restore the object from a backup")
            .formatted(number));
  }

  @Override
  public void close() {
    keys.close();
  }

  private byte[] associatedDataOf(long number, boolean last) {
    BigEndian.putLong(associatedData, 0, number);
    associatedData[Long.BYTES] = (byte) (last ? 1 : 0);
    return associatedData;
  }
}
