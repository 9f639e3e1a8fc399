package dev.freehold.vault.management;

import dev.freehold.vault.policy.AccessPolicy;
import dev.freehold.vault.policy.PermissionFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a change did to access policies, in one line for the ledger. */
final class PolicyNotes {

  private PolicyNotes() {}

  /** Empty if nothing changed. */
  static Optional<String> difference(List<AccessPolicy> before, List<AccessPolicy> after) {
    List<String> lines = new ArrayList<>();
    for (AccessPolicy policy : after) {
      if (!before.contains(policy)) {
        lines.add("%s now %s".formatted(principal(policy), words(policy)));
      }
    }
    for (AccessPolicy policy : before) {
      if (after.stream().noneMatch(policy::sameTriple)) {
        lines.add("%s none".formatted(principal(policy)));
      }
    }
    return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", lines));
  }

  private static String principal(AccessPolicy policy) {
    return policy.objectId()
        + policy.applicationId().map(application -> " through " + application).orElse("");
  }

  private static String words(AccessPolicy policy) {
    List<String> words = new ArrayList<>();
    for (PermissionFamily family : PermissionFamily.values()) {
      List<String> granted = policy.permissions().of(family);
      if (!granted.isEmpty()) {
        words.add("%s %s".formatted(family.member(), String.join(" ", granted)));
      }
    }
    return words.isEmpty() ? "nothing" : String.join(", ", words);
  }
}
