package dev.freehold.content.store;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.crypto.RandomSource;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * Draws the ids of objects and blobs: random UUIDs (RFC 9562, version 4). A hundred ids in a row
 * have the same first byte, which then is drawn anew. A blob's folder is named by that byte, so
 * those who write at one time write to one folder and share its flush, and their rows are near each
 * other in an index. The other 114 bits are drawn for each. Safe for use by many threads.
 */
final class ObjectIds {

  /** How many ids in a row have the same first byte. */
  static final int RUN_IDS = 100;

  private static final int UUID_BYTES = 16;

  private final RandomSource random;

  @GuardedBy("this")
  private byte first;

  @GuardedBy("this")
  private int left;

  ObjectIds(RandomSource random) {
    this.random = random;
  }

  UUID next() {
    byte[] drawn = random.bytes(UUID_BYTES);
    drawn[0] = first(drawn[0]);
    ByteBuffer bytes = ByteBuffer.wrap(drawn);
    long most = (bytes.getLong() & ~0xF000L) | 0x4000L;
    long least = (bytes.getLong() & ~(0b11L << 62)) | (0b10L << 62);
    return new UUID(most, least);
  }

  /** The first byte of the run that is under way, or {@code drawn} if one begins. */
  private synchronized byte first(byte drawn) {
    if (left == 0) {
      first = drawn;
      left = RUN_IDS;
    }
    left--;
    return first;
  }
}
