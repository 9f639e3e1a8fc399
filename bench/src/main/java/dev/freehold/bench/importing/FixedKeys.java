package dev.freehold.bench.importing;

import dev.freehold.custody.Requester;
import dev.freehold.mail.MailboxKeys;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Mailbox keys that are there already. */
final class FixedKeys implements MailboxKeys {

  private final UUID policyId;
  private final UUID keyId = UUID.randomUUID();

  FixedKeys(UUID policyId) {
    this.policyId = policyId;
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
