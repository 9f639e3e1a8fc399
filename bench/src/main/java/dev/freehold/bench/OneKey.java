package dev.freehold.bench;

import dev.freehold.crypto.Key256;
import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.Requester;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Key access that gives everyone the same key at once, as real key access does while a lease runs.
 * Safe for use by many threads.
 */
public final class OneKey implements KeyAccess {

  private final UUID tenantId;
  private final Key256 key;

  /** Gives each caller a copy of {@code key}. */
  public OneKey(UUID tenantId, Key256 key) {
    this.tenantId = tenantId;
    this.key = key;
  }

  @Override
  public OwnerKey open(UUID ownerKeyId, Requester requester) {
    return new OwnerKey(tenantId, ownerKeyId, 1, key.copy());
  }

  @Override
  public OwnerKey openForSealing(UUID ownerId, Requester requester) {
    return open(ownerId, requester);
  }

  @Override
  public void requireSealable(Handle tx, UUID ownerKeyId, Requester requester) {}
}
