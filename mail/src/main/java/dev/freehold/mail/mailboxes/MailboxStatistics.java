package dev.freehold.mail.mailboxes;

import dev.freehold.custody.policies.PolicyKind;
import java.util.Optional;
import java.util.UUID;

/**
 * The present state of a mailbox; an order that is not yet carried out does not count.
 *
 * @param itemCount how many messages it holds
 * @param totalBytes their bytes
 * @param policyId the policy in effect, of whatever kind: the one that its present key is under;
 *     empty if it has no key in use
 * @param policyKind the kind of that policy
 * @param orderedPolicyId the policy that an administrator assigned to it, if any
 * @param isEncrypted whether nothing is left to move: every message is an object under the present
 *     key, and that key is under the policy that the mailbox has to be under now
 * @param itemsLeft objects that still have to be resealed: those under retired keys, or all of them
 *     as long as a service-managed key has to be renewed first. 0 if only the key itself has to be
 *     wrapped again
 * @param bytesLeft their length
 */
public record MailboxStatistics(
    long itemCount,
    long totalBytes,
    Optional<UUID> policyId,
    Optional<PolicyKind> policyKind,
    Optional<UUID> orderedPolicyId,
    boolean isEncrypted,
    long itemsLeft,
    long bytesLeft) {

  /**
   * The policy in effect if it is one that is assigned to mailboxes; empty while the mailbox is
   * covered by the tenant's multi-workload policy or the service-managed default.
   */
  public Optional<UUID> dataEncryptionPolicyId() {
    return policyKind.filter(PolicyKind.MAILBOX::equals).flatMap(mailbox -> policyId);
  }
}
