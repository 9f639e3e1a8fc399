package dev.freehold.bench.importing;

import dev.freehold.custody.Requester;
import dev.freehold.custody.owners.OrderedPolicy;
import dev.freehold.custody.owners.OwnerStanding;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.mail.mailboxes.MailboxKeys;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
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
  public Map<UUID, OwnerStanding> standings(Handle tx, UUID tenant, Collection<UUID> mailboxes) {
    return mailboxes.stream().collect(Collectors.toMap(id -> id, this::standing));
  }

  private OwnerStanding standing(UUID mailbox) {
    return new OwnerStanding(
        mailbox, Optional.of(policyId), policyId, policyId, PolicyKind.MAILBOX, keyId, List.of());
  }

  @Override
  public Map<UUID, OrderedPolicy> ordered(Handle tx, UUID tenant, Collection<UUID> mailboxes) {
    return mailboxes.stream()
        .collect(Collectors.toMap(id -> id, id -> new OrderedPolicy(policyId, "fixed")));
  }

  /** Nobody lists them. */
  @Override
  public List<UUID> assignedTo(Handle tx, UUID tenant, Optional<UUID> policy, UUID after, int max) {
    return List.of();
  }

  @Override
  public void requireNoPurge(Handle tx, UUID tenant, UUID mailbox) {
    // Nobody asks for it here.
  }

  /** Nobody removes a mailbox here. */
  @Override
  public Runnable destroy(Handle tx, UUID tenant, UUID mailbox, String actor) {
    throw new UnsupportedOperationException("the benchmark removes no mailboxes");
  }
}
