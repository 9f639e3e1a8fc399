package dev.freehold.console.decisions;

import dev.freehold.console.policies.PolicyModels;
import dev.freehold.console.screen.ListedGeos;
import dev.freehold.console.screen.Visit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The names of policies of all kinds, as far as the reader may see them. */
public final class PoliciesById {

  private final Map<UUID, String> names = new LinkedHashMap<>();

  private final Map<UUID, String> active = new LinkedHashMap<>();

  private PoliciesById() {}

  static PoliciesById of(Visit visit) {
    PoliciesById names = new PoliciesById();
    for (String path : List.of("/policies", "/multi-workload-policies")) {
      visit
          .find(PolicyModels.Listed.class, path)
          .ifPresent(found -> found.policies().forEach(names::add));
    }
    ListedGeos.of(visit).stream()
        .filter(geo -> geo.policyId() != null)
        .forEach(geo -> names.add(geo.policyId(), geo.code(), true));
    return names;
  }

  private void add(PolicyModels.Policy policy) {
    add(policy.id(), policy.name(), policy.state().equals("active"));
  }

  private void add(UUID policy, String name, boolean isActive) {
    names.put(policy, name);
    if (isActive) {
      active.put(policy, name);
    }
  }

  /** The name of a policy, of a geo's policy that of the geo; the id if it is not known. */
  public String of(UUID policy) {
    return policy == null ? "" : names.getOrDefault(policy, policy.toString());
  }

  /** Those that can be used, neither retired nor being purged. */
  public Map<UUID, String> active() {
    return Collections.unmodifiableMap(active);
  }
}
