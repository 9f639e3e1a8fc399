package dev.freehold.bench.policies;

import dev.freehold.custody.Requester;
import dev.freehold.custody.owners.NewOwner;
import dev.freehold.custody.owners.OrderedPolicy;
import dev.freehold.custody.owners.OwnerKeys;
import dev.freehold.custody.owners.OwnerLists;
import dev.freehold.custody.owners.OwnerStanding;
import dev.freehold.custody.owners.PreparedOwnerKey;
import dev.freehold.mail.mailboxes.MailboxKeys;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What custody knows of mailboxes, as the server passes it on. */
final class StagedMailboxKeys implements MailboxKeys {

  private final OwnerKeys ownerKeys;

  StagedMailboxKeys(OwnerKeys ownerKeys) {
    this.ownerKeys = ownerKeys;
  }

  @Override
  public NewKey prepare(UUID tenantId, UUID id, Optional<UUID> policyId, Requester requester) {
    PreparedOwnerKey prepared =
        ownerKeys.prepare(NewOwner.mailbox(tenantId, id, policyId), requester);
    return tx -> ownerKeys.insert(tx, prepared);
  }

  @Override
  public Map<UUID, OwnerStanding> standings(Handle tx, UUID tenantId, Collection<UUID> ids) {
    return OwnerLists.standings(tx, tenantId, ids);
  }

  @Override
  public Map<UUID, OrderedPolicy> ordered(Handle tx, UUID tenantId, Collection<UUID> ids) {
    return OwnerLists.ordered(tx, tenantId, ids);
  }

  @Override
  public List<UUID> assignedTo(
      Handle tx, UUID tenantId, Optional<UUID> policyId, UUID after, int max) {
    return OwnerLists.assignedTo(tx, tenantId, policyId, after, max);
  }

  @Override
  public void requireNoPurge(Handle tx, UUID tenantId, UUID mailboxId) {
    ownerKeys.requireNoPurge(tx, tenantId, mailboxId);
  }

  /** No bench removes a mailbox. */
  @Override
  public Runnable destroy(Handle tx, UUID tenantId, UUID mailboxId, String actor) {
    throw new UnsupportedOperationException();
  }
}
