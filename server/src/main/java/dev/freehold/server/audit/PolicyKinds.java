package dev.freehold.server.audit;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.policies.Policies;
import dev.freehold.custody.policies.PolicyKind;
import java.util.Optional;
import java.util.UUID;

/** Tells the kind of a policy, for entries that do not say it. */
@FunctionalInterface
public interface PolicyKinds {

  /** The kind of the tenant's policy, if there is such a policy. */
  Optional<PolicyKind> of(UUID tenantId, UUID policyId);

  /** Asks {@code policies}. */
  static PolicyKinds in(Policies policies) {
    return (tenantId, policyId) -> {
      try {
        return Optional.of(policies.get(tenantId, policyId).kind());
      } catch (CustodyException gone) {
        return Optional.empty();
      }
    };
  }
}
