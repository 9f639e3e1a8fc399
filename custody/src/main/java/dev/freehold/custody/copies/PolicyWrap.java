package dev.freehold.custody.copies;

import dev.freehold.crypto.Key256;
import dev.freehold.crypto.wrap.KeyCommitment;
import dev.freehold.crypto.wrap.KeyContext;
import dev.freehold.custody.Ciphertext;
import dev.freehold.custody.bundles.WrappedPolicyKey;
import dev.freehold.custody.bundles.WrappedRoot;
import dev.freehold.custody.roots.RootKeyUri;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One wrapped form of one policy's key. */
public sealed interface PolicyWrap {

  /** Which key it is. */
  Identity identity();

  /**
   * Which key of a policy, and what it must be.
   *
   * @param generation counts the key's renewals, from 1
   * @param commitment what the key is checked against
   */
  record Identity(UUID tenantId, UUID policyId, int generation, KeyCommitment commitment) {

    boolean isKey(Key256 key) {
      return commitment.matches(key, tenantId, policyId, generation);
    }
  }

  /** The policy's key, wrapped by the availability key. */
  record ByAvailability(Identity identity, UUID keyId, Ciphertext wrapped) implements PolicyWrap {

    KeyContext context() {
      return new KeyContext(identity.tenantId(), keyId, identity.policyId(), identity.generation());
    }
  }

  /**
   * The policy's key, wrapped by a root key.
   *
   * @param slot 1 or 2
   */
  record ByRoot(Identity identity, int slot, RootKeyUri keyVersion, Ciphertext wrapped)
      implements PolicyWrap {}

  /** All wrapped forms of a part of a key bundle. */
  static List<PolicyWrap> of(WrappedPolicyKey key) {
    Identity identity =
        new Identity(key.tenantId(), key.policyId(), key.generation(), key.commitment());
    List<PolicyWrap> wraps = new ArrayList<>();
    wraps.add(new ByAvailability(identity, key.availabilityKeyId(), key.wrappedByAvailability()));
    int slot = 1;
    for (WrappedRoot root : key.roots()) {
      wraps.add(new ByRoot(identity, slot++, root.keyVersion(), root.wrapped()));
    }
    return wraps;
  }
}
