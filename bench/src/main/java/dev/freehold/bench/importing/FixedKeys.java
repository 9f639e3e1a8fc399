package dev.freehold.bench.importing;

import dev.freehold.custody.Requester;
import dev.freehold.custody.hierarchy.OwnerStanding;
import dev.freehold.custody.hierarchy.PolicyKind;
import dev.freehold.mail.MailboxKeys;
import java.util.List;
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
  public NewKey prepare(UUID tenant, UUID mailbox, Optional<UUID> policy, Requester requester) {
    return tx -> {};
  }

  @Override
  public Optional<OwnerStanding> standing(Handle tx, UUID tenant, UUID mailbox) {
    return Optional.of(
        new OwnerStanding(
            mailbox,
            Optional.of(policyId),
            policyId,
            policyId,
            PolicyKind.MAILBOX,
            keyId,
            List.of()));
  }

  @Override
  public void requireNoPurge(Handle tx, UUID tenant, UUID mailbox) {
    // Nobody asks for it here.
  }
}
