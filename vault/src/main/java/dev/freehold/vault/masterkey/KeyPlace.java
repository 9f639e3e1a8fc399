package dev.freehold.vault.masterkey;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The vault, key and version that a sealed key belongs to. One that is moved elsewhere does not
 * open.
 *
 * @param vaultId the vault
 * @param foldedName the key's name in lower case
 * @param version the version
 */
public record KeyPlace(UUID vaultId, String foldedName, UUID version) {

  private static final int FIXED_BYTES = 32;

  /** Two UUIDs and the name, which ends the encoding and so needs no length. */
  byte[] encode() {
    byte[] name = foldedName.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(FIXED_BYTES + name.length)
        .putLong(vaultId.getMostSignificantBits())
        .putLong(vaultId.getLeastSignificantBits())
        .putLong(version.getMostSignificantBits())
        .putLong(version.getLeastSignificantBits())
        .put(name)
        .array();
  }
}
