package dev.freehold.custody.bundles;

import dev.freehold.crypto.Key256;
import dev.freehold.crypto.wrap.KeyCommitment;
import dev.freehold.crypto.wrap.KeyContext;
import dev.freehold.custody.Ciphertext;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A policy's key (the DEP key) in all its wrapped forms. No secret in clear.
 *
 * @param tenantId the tenant
 * @param policyId the policy's GUID, which is also the key's id
 * @param generation counts the key's renewals, from 1
 * @param revision counts the changes of its wraps, from 1: of several copies the highest is the
 *     newest
 * @param commitment what every unwrapped copy is checked against, whichever root it came from
 * @param roots wrapped by root 1 and by root 2
 * @param availabilityKeyId the availability key
 * @param wrappedByAvailability wrapped by the availability key
 */
public record WrappedPolicyKey(
    UUID tenantId,
    UUID policyId,
    int generation,
    long revision,
    KeyCommitment commitment,
    List<WrappedRoot> roots,
    UUID availabilityKeyId,
    Ciphertext wrappedByAvailability) {

  /** Copies the list of roots. */
  public WrappedPolicyKey {
    roots = List.copyOf(roots);
  }

  /** The same key with its wrap by one root changed, as the next revision. */
  public WrappedPolicyKey withRoot(int slot, WrappedRoot root) {
    List<WrappedRoot> changed = new ArrayList<>(roots);
    changed.set(slot - 1, root);
    return new WrappedPolicyKey(
        tenantId,
        policyId,
        generation,
        revision + 1,
        commitment,
        changed,
        availabilityKeyId,
        wrappedByAvailability);
  }

  /** The same key under another availability key, as the next revision. */
  public WrappedPolicyKey withAvailabilityKey(UUID keyId, Ciphertext wrapped) {
    return new WrappedPolicyKey(
        tenantId, policyId, generation, revision + 1, commitment, roots, keyId, wrapped);
  }

  /** Tells in constant time whether {@code key} is the key that was committed to. */
  public boolean isKey(Key256 key) {
    return commitment.matches(key, tenantId, policyId, generation);
  }

  /** What the copy under the availability key is bound to. */
  public KeyContext availabilityContext() {
    return new KeyContext(tenantId, availabilityKeyId, policyId, generation);
  }
}
