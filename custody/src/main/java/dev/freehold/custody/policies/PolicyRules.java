package dev.freehold.custody.policies;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.Names;

/** The rules that a policy must satisfy; those for its keys are in {@code candidates}. */
public final class PolicyRules {

  private PolicyRules() {}

  static void requireTexts(String name, String description) {
    if (!Names.isName(name)) {
      throw new CustodyException(
          CustodyError.POLICY_NAME_INVALID,
          "a policy's name has 1 to %d characters, no control characters and no space at either end"
              .formatted(CustodyLimits.MAX_NAME_CHARS));
    }
    if (!Names.isText(description, CustodyLimits.MAX_DESCRIPTION_CHARS)) {
      throw new CustodyException(
          CustodyError.POLICY_DESCRIPTION_INVALID,
          "a description has at most %d characters, none of them the character 0 or half of one; got %d"
              .formatted(CustodyLimits.MAX_DESCRIPTION_CHARS, description.length()));
    }
  }

  /** Nothing new comes under a policy that is to be purged, and nothing of it changes. */
  public static void requireNoPurge(Policy policy) {
    if (policy.state().isPurge()) {
      throw new CustodyException(
          CustodyError.POLICY_PURGE_REQUESTED,
          "the purge of the policy %s was requested, so it is neither assigned nor changed; use"
                  .formatted(policy.name())
              + " another policy");
    }
  }

  static Policy requireInUse(Policy policy) {
    requireNoPurge(policy);
    if (policy.state() != PolicyState.ACTIVE) {
      throw new CustodyException(
          CustodyError.POLICY_NOT_ASSIGNABLE, "the policy is retired; nothing is under it");
    }
    return policy;
  }
}
