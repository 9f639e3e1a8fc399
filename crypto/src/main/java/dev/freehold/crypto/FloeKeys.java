package dev.freehold.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The keys of one FLOE object. Segment keys are derived from the message key when the segment
 * number first needs them; one is kept. For one thread; all keys are overwritten on close.
 */
final class FloeKeys implements AutoCloseable {

  private static final byte[] HEADER_TAG = ascii("HEADER_TAG:");
  private static final byte[] MESSAGE_KEY = ascii("MESSAGE_KEY:");
  private static final byte[] SEGMENT_KEY = ascii("DEK:");
  private static final int HEADER_TAG_BYTES = 32;
  private static final int MESSAGE_KEY_BYTES = 48;

  private final FloeRules rules;
  private final byte[] parametersAndIv;
  private final byte[] associatedData;
  private final byte[] headerTag;
  private final byte[] messageKey;
  private ErasableKey segmentKey;
  private long segmentKeyFirst = -1;
  private boolean closed;

  private FloeKeys(FloeRules rules, byte[] key, byte[] parametersAndIv, byte[] associatedData) {
    this.rules = rules;
    this.parametersAndIv = parametersAndIv;
    this.associatedData = associatedData.clone();
    this.headerTag = derive(key, HEADER_TAG, HEADER_TAG_BYTES);
    this.messageKey = derive(key, MESSAGE_KEY, MESSAGE_KEY_BYTES);
  }

  /** Derives the keys of the object that starts with {@code header}, whose tag is not looked at. */
  static FloeKeys derive(FloeRules rules, Key256 key, byte[] header, byte[] associatedData) {
    byte[] parametersAndIv = FloeHeader.parametersAndIv(header);
    return key.use(raw -> new FloeKeys(rules, raw, parametersAndIv, associatedData));
  }

  /** What the header's tag must be. */
  byte[] headerTag() {
    return headerTag.clone();
  }

  /** The key of segment {@code number}, which lives until another one or {@link #close()}. */
  ErasableKey segmentKey(long number) {
    if (closed) {
      throw new IllegalStateException("the object's keys were closed; open it again before use");
    }
    long first = rules.firstOfSameKey(number);
    if (first != segmentKeyFirst) {
      byte[] purpose = Arrays.copyOf(SEGMENT_KEY, SEGMENT_KEY.length + Long.BYTES);
      BigEndian.putLong(purpose, SEGMENT_KEY.length, first);
      closeSegmentKey();
      segmentKey = ErasableKey.takeOverAes(derive(messageKey, purpose, ErasableKey.AES_BYTES));
      segmentKeyFirst = first;
    }
    return segmentKey;
  }

  @Override
  public void close() {
    closed = true;
    closeSegmentKey();
    Arrays.fill(messageKey, (byte) 0);
  }

  private void closeSegmentKey() {
    if (segmentKey != null) {
      segmentKey.close();
    }
  }

  /** {@code FLOE_KDF}: HKDF-Expand-SHA-384 over parameters, IV, purpose and associated data. */
  private byte[] derive(byte[] key, byte[] purpose, int lengthBytes) {
    byte[] info =
        Arrays.copyOf(
            parametersAndIv, parametersAndIv.length + purpose.length + associatedData.length);
    System.arraycopy(purpose, 0, info, parametersAndIv.length, purpose.length);
    System.arraycopy(
        associatedData, 0, info, parametersAndIv.length + purpose.length, associatedData.length);
    return Hkdf.expandSha384(key, info, lengthBytes);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
