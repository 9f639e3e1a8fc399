package dev.freehold.vault.backup;

import dev.freehold.crypto.Key256;
import java.util.UUID;

/**
 * The vaults in which a backup can be restored: those of one subscription in one geography, on
 * every server that has the world's key.
 *
 * @param id is written into the backups
 * @param key seals them; closed with the world
 */
public record SecurityWorld(UUID id, Key256 key) implements AutoCloseable {
  @Override
  public void close() {
    key.close();
  }
}
