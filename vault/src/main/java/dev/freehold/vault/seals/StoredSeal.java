package dev.freehold.vault.seals;

import java.nio.ByteBuffer;

/**
 * A seal as the database keeps it.
 *
 * @param version counts the states of the thing, from 1
 * @param seal over the state and the version
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record StoredSeal(long version, byte[] seal) {

  private static final int CODE_OFFSET = 1 + Long.BYTES;

  /** Part of the code, to tell two states of one version from each other. */
  long check() {
    return ByteBuffer.wrap(seal).getLong(CODE_OFFSET);
  }
}
