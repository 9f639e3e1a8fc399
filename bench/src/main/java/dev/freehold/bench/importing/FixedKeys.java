package dev.freehold.bench.importing;

import dev.freehold.crypto.Key256;
import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.Requester;
import dev.freehold.mail.MailboxKeys;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Keys as after the first vault call: at hand, under a lease. */
final class FixedKeys implements KeyAccess, MailboxKeys {

  private final UUID tenantId;
  private final UUID policyId;
  private final UUID keyId = UUID.randomUUID();
  private final Key256 key;

  FixedKeys(UUID tenantId, UUID policyId, Key256 key) {
    this.tenantId = tenantId;
    this.policyId = policyId;
    this.key = key;
  }

  @Override
  public OwnerKey open(UUID ownerKeyId, Requester requester) {
    return new OwnerKey(tenantId, ownerKeyId, 1, key.copy());
  }

  @Override
  public NewKey prepare(UUID tenant, UUID policy, Requester requester) {
    return new NewKey() {
      @Override
      public UUID id() {
        return keyId;
      }

      @Override
      public void insert(Handle tx) {}
    };
  }

  @Override
  public Optional<UUID> policyOf(Handle tx, UUID tenant, UUID ownerKeyId) {
    return Optional.of(policyId);
  }
}
