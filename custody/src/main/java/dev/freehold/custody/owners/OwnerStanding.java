package dev.freehold.custody.owners;

import dev.freehold.custody.policies.PolicyKind;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The policies of a mailbox or site: the assigned one and the present one.
 *
 * @param ownerId the mailbox or site
 * @param orderedPolicyId the policy that an administrator assigned to it, if any
 * @param targetPolicyId the policy that it has to come under: its own, else the one that covers it
 * @param policyId the policy that its present key is under
 * @param kind the kind of that policy
 * @param keyId its present key, which new content is sealed under
 * @param retiredKeyIds earlier keys that still have content under them
 */
public record OwnerStanding(
    UUID ownerId,
    Optional<UUID> orderedPolicyId,
    UUID targetPolicyId,
    UUID policyId,
    PolicyKind kind,
    UUID keyId,
    List<UUID> retiredKeyIds) {

  /** Copies the list. */
  public OwnerStanding {
    retiredKeyIds = List.copyOf(retiredKeyIds);
  }

  /** Tells whether a key is its present one or one before it that still has content. */
  public boolean has(UUID ownerKeyId) {
    return keyId.equals(ownerKeyId) || retiredKeyIds.contains(ownerKeyId);
  }

  /** Tells whether everything of it is under the policy that it has to be under. */
  public boolean isSettled() {
    return targetPolicyId.equals(policyId) && retiredKeyIds.isEmpty();
  }
}
