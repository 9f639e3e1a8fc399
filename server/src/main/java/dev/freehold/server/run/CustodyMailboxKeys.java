package dev.freehold.server.run;

import dev.freehold.custody.Requester;
import dev.freehold.custody.hierarchy.NewOwner;
import dev.freehold.custody.hierarchy.OwnerKeys;
import dev.freehold.custody.hierarchy.OwnerStanding;
import dev.freehold.custody.hierarchy.PreparedOwnerKey;
import dev.freehold.mail.MailboxKeys;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Mailbox keys are custody's owner keys. */
final class CustodyMailboxKeys implements MailboxKeys {

  private final OwnerKeys ownerKeys;

  CustodyMailboxKeys(OwnerKeys ownerKeys) {
    this.ownerKeys = ownerKeys;
  }

  @Override
  public NewKey prepare(
      UUID tenantId, UUID mailboxId, Optional<UUID> orderedPolicyId, Requester requester) {
    PreparedOwnerKey prepared =
        ownerKeys.prepare(NewOwner.mailbox(tenantId, mailboxId, orderedPolicyId), requester);
    return tx -> ownerKeys.insert(tx, prepared);
  }

  @Override
  public Optional<OwnerStanding> standing(Handle tx, UUID tenantId, UUID mailboxId) {
    return ownerKeys.standing(tx, tenantId, mailboxId);
  }

  @Override
  public void requireNoPurge(Handle tx, UUID tenantId, UUID mailboxId) {
    ownerKeys.requireNoPurge(tx, tenantId, mailboxId);
  }
}
