package dev.freehold.ledger.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * A cosignature of version 1: a time and a signature over the time and the note's text.
 *
 * @param epochSecond when it was made
 * @param signature the Ed25519 signature
 */
// Cosignatures are never compared with each other.
@SuppressWarnings("ArrayRecordComponent")
record Cosignature(long epochSecond, byte[] signature) {

  private static final int BYTES = Long.BYTES + Ed25519.SIGNATURE_BYTES;

  /** Beyond this, times are nonsense: the year 9999. */
  private static final long MAX_EPOCH_SECOND = 253_402_300_799L;

  static Optional<Cosignature> parse(byte[] bytes) {
    if (bytes.length != BYTES) {
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    long time = buffer.getLong();
    byte[] signature = new byte[Ed25519.SIGNATURE_BYTES];
    buffer.get(signature);
    return time < 0 || time > MAX_EPOCH_SECOND
        ? Optional.empty()
        : Optional.of(new Cosignature(time, signature));
  }

  /** What is signed: a line that tells it from every other use of the key, the time, the text. */
  static byte[] message(long epochSecond, String text) {
    return ("cosignature/v1\ntime " + epochSecond + "\n" + text).getBytes(StandardCharsets.UTF_8);
  }

  boolean verifies(byte[] publicKey, String text) {
    return Ed25519.verify(publicKey, message(epochSecond, text), signature);
  }

  Instant time() {
    return Instant.ofEpochSecond(epochSecond);
  }

  byte[] bytes() {
    return ByteBuffer.allocate(BYTES).putLong(epochSecond).put(signature).array();
  }
}
