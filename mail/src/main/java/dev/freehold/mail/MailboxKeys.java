package dev.freehold.mail;

import dev.freehold.custody.Requester;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What mailboxes need of custody. Implementations are safe for use by many threads. */
public interface MailboxKeys {

  /**
   * Makes a mailbox key under a policy, outside any transaction, for it may need a vault.
   *
   * @throws dev.freehold.custody.KeyAccessException if the policy's key may not be had
   */
  NewKey prepare(UUID tenantId, UUID policyId, Requester requester);

  /** The policy that the chain of a key in use ends in; empty if there is no such key. */
  Optional<UUID> policyOf(Handle tx, UUID tenantId, UUID ownerKeyId);

  /** A key that was made and is not in use yet. */
  interface NewKey {

    /** The id that it will have. */
    UUID id();

    /** Puts it into use, as the last step of the caller's transaction. */
    void insert(Handle tx);
  }
}
