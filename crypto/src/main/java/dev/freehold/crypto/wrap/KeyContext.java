package dev.freehold.crypto.wrap;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * What a wrapped key is bound to: the associated data {@code tenant | parent id | key id |
 * generation}. A wrapped key that is moved to another row does not open.
 *
 * @param tenantId the tenant that owns the key
 * @param parentId the key it is wrapped under
 * @param keyId the key itself
 * @param generation counts the key's renewals, from 1
 */
public record KeyContext(UUID tenantId, UUID parentId, UUID keyId, int generation) {

  private static final int ENCODED_BYTES = 3 * 16 + 4;

  /** Checks that the generation is at least 1. */
  public KeyContext {
    if (generation < 1) {
      throw new IllegalArgumentException("a generation is at least 1, got " + generation);
    }
  }

  /**
   * The fixed-length encoding behind a label: three UUIDs and the generation, big-endian, 52 bytes.
   */
  byte[] encodeAfter(byte[] label) {
    return ByteBuffer.allocate(label.length + ENCODED_BYTES)
        .put(label)
        .putLong(tenantId.getMostSignificantBits())
        .putLong(tenantId.getLeastSignificantBits())
        .putLong(parentId.getMostSignificantBits())
        .putLong(parentId.getLeastSignificantBits())
        .putLong(keyId.getMostSignificantBits())
        .putLong(keyId.getLeastSignificantBits())
        .putInt(generation)
        .array();
  }
}
