package dev.freehold.vault.backup;

import dev.freehold.crypto.Key256;
import java.util.UUID;

/**
 * Where a backup can be restored: a subscription in a geography, on every server that holds the
 * world's key.
 *
 * @param id stands in the backups
 * @param key seals them; closed with the world
 */
public record SecurityWorld(UUID id, Key256 key) implements AutoCloseable {
  @Override
  public void close() {
    key.close();
  }
}
