package dev.freehold.custody.policies;

import dev.freehold.custody.bundles.WrappedPolicyKey;
import dev.freehold.custody.locks.RootsKnown;
import dev.freehold.custody.locks.Silence;
import dev.freehold.custody.roots.VaultCaller;
import java.time.Instant;

/**
 * A policy's wrapped key, with the facts that decide who may open it and how.
 *
 * @param key in all its wrapped forms
 * @param kind decides how its roots are asked and when its availability key may be used
 * @param isRecovering whether the tenant has approved that the availability key opens it until
 *     everything has moved to a policy with new roots
 * @param known what all nodes know about its roots' answers
 */
public record OpenablePolicy(
    WrappedPolicyKey key, PolicyKind kind, boolean isRecovering, RootsKnown known) {

  /** The caller in whose name the policy's vaults are asked. */
  public VaultCaller caller() {
    return new VaultCaller(key.tenantId(), kind.workload());
  }

  /** What it means for users that neither root answers now. */
  public Silence silence(Instant now) {
    // The service's own roots refuse nothing. They are silent if the service has lost them, and no
    // tenant's bound is about that.
    return kind.isCustomerManaged() ? known.silence(now) : Silence.BRIDGED;
  }
}
