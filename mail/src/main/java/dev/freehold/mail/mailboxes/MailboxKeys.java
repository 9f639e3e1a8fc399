package dev.freehold.mail.mailboxes;

import dev.freehold.custody.Requester;
import dev.freehold.custody.owners.OrderedPolicy;
import dev.freehold.custody.owners.OwnerStanding;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The operations of custody that mailboxes need. Implementations are safe for use by many threads.
 */
public interface MailboxKeys {

  /**
   * Makes a mailbox's key outside any transaction, for it may need a vault.
   *
   * @param orderedPolicyId the policy that it comes under; empty for what covers the tenant
   * @throws dev.freehold.custody.CustodyException if there is no such policy, or nothing may come
   *     under it
   * @throws dev.freehold.custody.KeyAccessException if the policy's key may not be had
   */
  NewKey prepare(
      UUID tenantId, UUID mailboxId, Optional<UUID> orderedPolicyId, Requester requester);

  /** Under which policies the mailbox is; empty if it has no key in use. */
  default Optional<OwnerStanding> standing(Handle tx, UUID tenantId, UUID mailboxId) {
    return Optional.ofNullable(standings(tx, tenantId, List.of(mailboxId)).get(mailboxId));
  }

  /** The key that is in use, as {@link #standing} says, for what each request asks. */
  default Optional<UUID> keyInUse(Handle tx, UUID tenantId, UUID mailboxId) {
    return standing(tx, tenantId, mailboxId).map(OwnerStanding::keyId);
  }

  /** Under which policies mailboxes are, by id; those without a key in use are left out. */
  Map<UUID, OwnerStanding> standings(Handle tx, UUID tenantId, Collection<UUID> mailboxIds);

  /** The policy that was assigned to each of some mailboxes; those without one are left out. */
  Map<UUID, OrderedPolicy> ordered(Handle tx, UUID tenantId, Collection<UUID> mailboxIds);

  /**
   * The tenant's mailboxes that a policy was assigned to, by id.
   *
   * @param policyId empty for those without a policy of their own
   * @param after the id that the page before ended with; all zeros at first
   */
  List<UUID> assignedTo(Handle tx, UUID tenantId, Optional<UUID> policyId, UUID after, int max);

  /**
   * Makes sure that the policy which the mailbox has to be under takes more content, until the
   * transaction ends.
   *
   * @throws dev.freehold.custody.CustodyException {@code POLICY_PURGE_REQUESTED}
   */
  void requireNoPurge(Handle tx, UUID tenantId, UUID mailboxId);

  /**
   * Destroys all keys of a mailbox that was removed, and has what lies under them freed, as one of
   * the last steps of the caller's transaction.
   *
   * @return what is left to do once the transaction is durable
   * @throws dev.freehold.custody.CustodyException {@code LEGAL_HOLD}; {@code
   *     POLICY_PURGE_REQUESTED} if a policy of it is to be purged, which destroys them as well;
   *     {@code COVERAGE_CHANGED} if its policies change just then
   */
  Runnable destroy(Handle tx, UUID tenantId, UUID mailboxId, String actor);

  /** A key that was made and is not in use yet. */
  @FunctionalInterface
  interface NewKey {

    /**
     * Puts it into use, as the last step of the caller's transaction.
     *
     * @throws dev.freehold.custody.CustodyException {@code COVERAGE_CHANGED} if another policy
     *     covers the mailbox by now; prepare again
     */
    void insert(Handle tx);
  }
}
