package dev.freehold.custody.policies;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import java.time.Instant;
import java.util.Optional;

/**
 * The changes of a policy; empty fields stay as they are.
 *
 * @param name another name
 * @param description another description
 * @param enabled whether it may be assigned. What is under a policy stays readable when it is
 *     disabled; keys are revoked in their vaults
 */
public record PolicyEdit(
    Optional<String> name, Optional<String> description, Optional<Boolean> enabled) {

  /**
   * The policy as it is after the edit.
   *
   * @throws CustodyException {@code POLICY_ASSIGNED} for the service-managed default, {@code
   *     POLICY_PURGE_REQUESTED}, the codes of the texts
   */
  Policy applyTo(Policy before, Instant now) {
    if (!before.kind().isCustomerManaged()) {
      throw new CustodyException(
          CustodyError.POLICY_ASSIGNED,
          "the service-managed default always covers the tenant; assign a policy of your own");
    }
    PolicyRules.requireNoPurge(before);
    String nameAfter = name.orElse(before.name());
    String descriptionAfter = description.orElse(before.description());
    PolicyRules.requireTexts(nameAfter, descriptionAfter);
    return new Policy(
        before.tenantId(),
        before.id(),
        before.kind(),
        nameAfter,
        descriptionAfter,
        enabled.orElse(before.enabled()),
        before.state(),
        before.isRecovering(),
        before.isLocked(),
        before.roots(),
        before.createdAt(),
        now,
        before.purge());
  }
}
