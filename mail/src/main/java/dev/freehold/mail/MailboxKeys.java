package dev.freehold.mail;

import dev.freehold.custody.Requester;
import dev.freehold.custody.hierarchy.OwnerStanding;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What mailboxes need of custody. Implementations are safe for use by many threads. */
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
  Optional<OwnerStanding> standing(Handle tx, UUID tenantId, UUID mailboxId);

  /**
   * Makes sure that the policy which the mailbox has to be under takes more content, until the
   * transaction ends.
   *
   * @throws dev.freehold.custody.CustodyException {@code POLICY_PURGE_REQUESTED}
   */
  void requireNoPurge(Handle tx, UUID tenantId, UUID mailboxId);

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
