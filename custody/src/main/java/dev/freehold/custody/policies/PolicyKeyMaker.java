package dev.freehold.custody.policies;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Key256;
import dev.freehold.crypto.wrap.KeyCommitment;
import dev.freehold.crypto.wrap.KeyContext;
import dev.freehold.crypto.wrap.KeyWrap;
import dev.freehold.custody.Ciphertext;
import dev.freehold.custody.bundles.WrappedPolicyKey;
import dev.freehold.custody.bundles.WrappedRoot;
import dev.freehold.custody.candidates.RootBinding;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.roots.VaultCaller;
import java.util.List;
import java.util.UUID;

/** Makes policies' keys: under two roots that have proved themselves, and an availability key. */
final class PolicyKeyMaker {

  private static final int FIRST_GENERATION = 1;
  private static final long FIRST_REVISION = 1;

  private final RootBinding roots;
  private final AvailabilityKeys availabilityKeys;
  private final CryptoSuite suite;
  private final KeyWrap wrap;

  PolicyKeyMaker(RootBinding roots, AvailabilityKeys availabilityKeys, CryptoSuite suite) {
    this.roots = roots;
    this.availabilityKeys = availabilityKeys;
    this.suite = suite;
    this.wrap = new KeyWrap(suite);
  }

  /** The availability key is durable when this returns; nothing else is kept yet. */
  WrappedPolicyKey make(VaultCaller caller, UUID policyId, List<RootKeyUri> keyVersions) {
    try (Key256 depKey = Key256.random(suite.random())) {
      List<WrappedRoot> wrappedByRoots =
          keyVersions.stream().map(root -> roots.bind(caller, root, depKey)).toList();
      UnderAvailabilityKey under =
          wrapByNewAvailabilityKey(caller.tenantId(), policyId, FIRST_GENERATION, depKey);
      return new WrappedPolicyKey(
          caller.tenantId(),
          policyId,
          FIRST_GENERATION,
          FIRST_REVISION,
          KeyCommitment.of(depKey, caller.tenantId(), policyId, FIRST_GENERATION),
          wrappedByRoots,
          under.availabilityKeyId(),
          under.wrapped());
    }
  }

  /** Makes another availability key for a policy and wraps the policy's key by it. */
  UnderAvailabilityKey wrapByNewAvailabilityKey(
      UUID tenantId, UUID policyId, int generation, Key256 depKey) {
    AvailabilityKeys.Created made = availabilityKeys.create(tenantId, policyId);
    try (Key256 availabilityKey = made.key()) {
      KeyContext context = new KeyContext(tenantId, made.id(), policyId, generation);
      return new UnderAvailabilityKey(
          made.id(), Ciphertext.of(wrap.wrap(availabilityKey, depKey, context)));
    }
  }

  /** A policy's key under an availability key. */
  record UnderAvailabilityKey(UUID availabilityKeyId, Ciphertext wrapped) {}
}
