package dev.freehold.custody;

import dev.freehold.crypto.Key256;
import java.util.UUID;

/**
 * An opened owner key: a mailbox key or a site key, with the tenant, id and generation that it is
 * bound to. Closing it overwrites this copy of the key.
 *
 * @param tenantId the tenant that owns it
 * @param keyId the owner key's id
 * @param generation counts the key's renewals, from 1
 * @param key the secret itself
 */
public record OwnerKey(UUID tenantId, UUID keyId, int generation, Key256 key)
    implements AutoCloseable {

  /** Overwrites this copy of the key. */
  @Override
  public void close() {
    key.close();
  }
}
