package dev.freehold.vault.registry;

import dev.freehold.vault.policy.AccessPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The ways to change a vault's access policies with a list of entries. */
public enum AccessPolicyChange {
  /** Grants what the entries grant, beside what is there. */
  ADD,
  /** Sets the entries for their principals; other principals keep theirs. */
  REPLACE,
  /** Takes what the entries name away; an entry without permissions vanishes. */
  REMOVE;

  /** The change as paths name it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The policies after the change. */
  public List<AccessPolicy> apply(List<AccessPolicy> present, List<AccessPolicy> change) {
    List<AccessPolicy> result = new ArrayList<>(present);
    change.forEach(entry -> applyOne(result, entry));
    result.removeIf(policy -> policy.permissions().isEmpty());
    return List.copyOf(result);
  }

  private void applyOne(List<AccessPolicy> policies, AccessPolicy entry) {
    for (int i = 0; i < policies.size(); i++) {
      AccessPolicy present = policies.get(i);
      if (present.sameTriple(entry)) {
        policies.set(i, changed(present, entry));
        return;
      }
    }
    if (this != REMOVE) {
      policies.add(entry);
    }
  }

  private AccessPolicy changed(AccessPolicy present, AccessPolicy entry) {
    return switch (this) {
      case ADD -> present.with(present.permissions().plus(entry.permissions()));
      case REPLACE -> entry;
      case REMOVE -> present.with(present.permissions().minus(entry.permissions()));
    };
  }
}
