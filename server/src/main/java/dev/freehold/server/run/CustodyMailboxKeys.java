package dev.freehold.server.run;

import dev.freehold.content.purge.OwnerFreeing;
import dev.freehold.custody.Requester;
import dev.freehold.custody.owners.NewOwner;
import dev.freehold.custody.owners.OrderedPolicy;
import dev.freehold.custody.owners.OwnerKeys;
import dev.freehold.custody.owners.OwnerLists;
import dev.freehold.custody.owners.OwnerRemoval;
import dev.freehold.custody.owners.OwnerStanding;
import dev.freehold.custody.owners.PreparedOwnerKey;
import dev.freehold.mail.mailboxes.MailboxKeys;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Mailbox keys are custody's owner keys. */
final class CustodyMailboxKeys implements MailboxKeys {

  private final OwnerKeys ownerKeys;
  private final OwnerRemoval removal;
  private final Clock clock;

  CustodyMailboxKeys(OwnerKeys ownerKeys, OwnerRemoval removal, Clock clock) {
    this.ownerKeys = ownerKeys;
    this.removal = removal;
    this.clock = clock;
  }

  @Override
  public NewKey prepare(
      UUID tenantId, UUID mailboxId, Optional<UUID> orderedPolicyId, Requester requester) {
    PreparedOwnerKey prepared =
        ownerKeys.prepare(NewOwner.mailbox(tenantId, mailboxId, orderedPolicyId), requester);
    return tx -> ownerKeys.insert(tx, prepared);
  }

  @Override
  public Optional<UUID> keyInUse(Handle tx, UUID tenantId, UUID mailboxId) {
    return OwnerLists.keyInUse(tx, tenantId, mailboxId);
  }

  @Override
  public Optional<OwnerStanding> standing(Handle tx, UUID tenantId, UUID mailboxId) {
    return ownerKeys.standing(tx, tenantId, mailboxId);
  }

  @Override
  public Map<UUID, OwnerStanding> standings(Handle tx, UUID tenantId, Collection<UUID> mailboxIds) {
    return OwnerLists.standings(tx, tenantId, mailboxIds);
  }

  @Override
  public Map<UUID, OrderedPolicy> ordered(Handle tx, UUID tenantId, Collection<UUID> mailboxIds) {
    return OwnerLists.ordered(tx, tenantId, mailboxIds);
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

  @Override
  public Runnable destroy(Handle tx, UUID tenantId, UUID mailboxId, String actor) {
    List<UUID> destroyed = removal.removeWithContent(tx, tenantId, mailboxId, actor);
    OwnerFreeing.release(tx, mailboxId, clock.instant());
    return () -> removal.dropCopies(tenantId, destroyed);
  }
}
