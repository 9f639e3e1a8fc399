package dev.freehold.custody.policies;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.ledger.LedgerEntry;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What an edit of a policy may do. */
final class PolicyEdits {

  private PolicyEdits() {}

  static Policy apply(Policy before, PolicyEdit edit, Instant now) {
    if (!before.kind().isCustomerManaged()) {
      throw new CustodyException(
          CustodyError.POLICY_ASSIGNED,
          "the service-managed default always covers the tenant; assign a policy of your own");
    }
    PolicyRules.requireNoPurge(before);
    String name = edit.name().orElse(before.name());
    String description = edit.description().orElse(before.description());
    PolicyRules.requireTexts(name, description);
    return new Policy(
        before.tenantId(),
        before.id(),
        before.kind(),
        name,
        description,
        edit.enabled().orElse(before.enabled()),
        before.state(),
        before.isRecovering(),
        before.isLocked(),
        before.roots(),
        before.createdAt(),
        now,
        before.purge());
  }

  /**
   * A multi-workload policy covers the whole tenant while it is assigned.
   *
   * @throws CustodyException {@code POLICY_ASSIGNED}; {@code ROW_NOT_AUTHENTIC} if something else
   *     has written which one is
   */
  static void requireUnassigned(Handle tx, Policy policy) {
    if (TenantCoverage.multiWorkload(tx, policy.tenantId()).equals(Optional.of(policy.id()))) {
      throw new CustodyException(
          CustodyError.POLICY_ASSIGNED,
          "the policy is assigned to the tenant; assign another one or none, then disable it");
    }
  }

  static LedgerEntry entry(Policy before, Policy after, String actor) {
    return new LedgerEntry(
        after.tenantId(),
        actor,
        "PolicyEdit",
        after.id().toString(),
        LedgerEntry.Outcome.DONE,
        Map.of(
            "nameBefore", before.name(),
            "name", after.name(),
            "descriptionBefore", before.description(),
            "description", after.description(),
            "enabledBefore", Boolean.toString(before.enabled()),
            "enabled", Boolean.toString(after.enabled())));
  }
}
