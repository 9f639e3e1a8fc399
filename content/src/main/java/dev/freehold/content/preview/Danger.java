package dev.freehold.content.preview;

import dev.freehold.custody.owners.LiveKey;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyKind;
import java.util.List;

/** The dangerous acts on a policy: revoking and purging it. */
public enum Danger {
  /**
   * The service loses its permissions on both root keys. Users read nothing under the policy's keys
   * until it has them again; the system's own work on mail goes on by the availability key.
   */
  REVOCATION("RevocationPreview"),
  /** Everything is destroyed for good. */
  PURGE("PurgePreview");

  private final String operation;

  Danger(String operation) {
    this.operation = operation;
  }

  /** What the ledger calls a look at it. */
  String operation() {
    return operation;
  }

  /** Whether anything under the policy would become unreadable. */
  boolean reaches(Policy policy) {
    return switch (this) {
      // A geo's policy in recovery is opened by the availability key, whatever the roots say.
      case REVOCATION -> policy.kind() != PolicyKind.FILE || !policy.isRecovering();
      case PURGE -> true;
    };
  }

  /**
   * Whether what is under one of an owner's keys would become unreadable.
   *
   * @param all the owner's keys
   */
  boolean reaches(Policy policy, LiveKey key, List<LiveKey> all) {
    boolean isUnder = key.policyId().equals(policy.id());
    return reaches(policy)
        && switch (this) {
          case REVOCATION -> isUnder;
          // Whose present key goes, goes with all keys before it.
          case PURGE ->
              isUnder
                  || all.stream()
                      .anyMatch(one -> one.isPresent() && one.policyId().equals(policy.id()));
        };
  }
}
