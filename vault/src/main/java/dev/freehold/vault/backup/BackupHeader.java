package dev.freehold.vault.backup;

import dev.freehold.crypto.KeyVaultNames;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * What a backup says in clear: {@code "FreeholdKeyBackup" | 1 | world | salt (16) | length of the
 * name (1) | name}. It is the associated data of what follows.
 *
 * @param worldId the security world it is sealed in
 * @param salt 128 random bits that make its key its own
 * @param name the key's name
 */
record BackupHeader(UUID worldId, UUID salt, String name) {

  private static final byte[] MAGIC = "FreeholdKeyBackup\1".getBytes(StandardCharsets.US_ASCII);
  private static final int FIXED_BYTES = MAGIC.length + 2 * 16 + 1;

  byte[] encode() {
    byte[] text = name.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(FIXED_BYTES + text.length)
        .put(MAGIC)
        .putLong(worldId.getMostSignificantBits())
        .putLong(worldId.getLeastSignificantBits())
        .putLong(salt.getMostSignificantBits())
        .putLong(salt.getLeastSignificantBits())
        .put((byte) text.length)
        .put(text)
        .array();
  }

  /** Reads the header at the start of {@code blob}. */
  static BackupHeader parse(byte[] blob) throws BackupRefusedException {
    if (blob.length < FIXED_BYTES
        || !Arrays.equals(blob, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new BackupRefusedException(BackupRefusedException.Reason.CORRUPT);
    }
    ByteBuffer in = ByteBuffer.wrap(blob, MAGIC.length, blob.length - MAGIC.length);
    UUID worldId = new UUID(in.getLong(), in.getLong());
    UUID salt = new UUID(in.getLong(), in.getLong());
    int length = in.get();
    if (length < 1 || length > KeyVaultNames.MAX_KEY_CHARS || length > in.remaining()) {
      throw new BackupRefusedException(BackupRefusedException.Reason.CORRUPT);
    }
    byte[] text = new byte[length];
    in.get(text);
    return new BackupHeader(worldId, salt, new String(text, StandardCharsets.US_ASCII));
  }
}
