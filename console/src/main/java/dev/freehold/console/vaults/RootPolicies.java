package dev.freehold.console.vaults;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.freehold.console.policies.PolicyModels;
import dev.freehold.console.screen.ListedGeos;
import dev.freehold.console.screen.PolicyModel;
import dev.freehold.console.screen.Visit;
import dev.freehold.console.sites.GeoModels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The policies and their root keys, as far as the person may see them. Asks for each list once, and
 * only if it is wanted. Used by one thread.
 */
final class RootPolicies {

  private static final String NEEDS = "/key-versions/needs";
  private static final String GEOS = "/geos";

  private final Visit visit;
  private final Map<String, List<Rooted>> read = new HashMap<>();
  private Optional<Map<UUID, String>> names = Optional.empty();

  RootPolicies(Visit visit) {
    this.visit = visit;
  }

  /**
   * A policy and its roots.
   *
   * @param name its own, or that of its geo
   * @param page below {@code /console}
   */
  record Rooted(UUID id, String name, String page, List<PolicyModel.Key> keys) {}

  /** The policies whose roots a part of the service uses; empty for those who may not see them. */
  Optional<List<Rooted>> of(ServiceProgram program) {
    return switch (program) {
      case MAIL -> listed("/policies");
      case MULTI_WORKLOAD -> listed("/multi-workload-policies");
      case FILES -> visit.mayGet(GEOS) ? Optional.of(geoRoots()) : Optional.empty();
    };
  }

  private Optional<List<Rooted>> listed(String path) {
    if (!visit.mayGet(path)) {
      return Optional.empty();
    }
    return Optional.of(
        read.computeIfAbsent(
            path,
            list ->
                visit.get(PolicyModels.Listed.class, list).policies().stream()
                    .map(
                        policy ->
                            new Rooted(
                                policy.id(),
                                policy.name(),
                                list + "/" + policy.id(),
                                policy.keys() == null ? List.of() : policy.keys()))
                    .toList()));
  }

  private List<Rooted> geoRoots() {
    return GeoModels.all(visit).stream()
        .filter(geo -> !geo.isUnregistered())
        .map(geo -> new Rooted(geo.policyId(), geo.geo(), geo.page(), geo.keys()))
        .toList();
  }

  /** The names of the policies that need a version; empty for those who may not know. */
  Optional<List<String>> needing(String versionUri) {
    if (!visit.mayGet(NEEDS)) {
      return Optional.empty();
    }
    Needs needs = visit.get(Needs.class, NEEDS, Map.of("uri", versionUri));
    if (needs.policies() == null || needs.policies().isEmpty()) {
      return Optional.of(List.of());
    }
    return Optional.of(
        needs.policies().stream().map(id -> names().getOrDefault(id, id.toString())).toList());
  }

  private Map<UUID, String> names() {
    if (names.isEmpty()) {
      Map<UUID, String> all = new HashMap<>();
      Stream.of("/policies", "/multi-workload-policies")
          .flatMap(path -> listed(path).stream())
          .flatMap(List::stream)
          .forEach(policy -> all.put(policy.id(), policy.name()));
      ListedGeos.of(visit).stream()
          .filter(geo -> geo.policyId() != null)
          .forEach(geo -> all.put(geo.policyId(), geo.code()));
      names = Optional.of(all);
    }
    return names.get();
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Needs(boolean needed, List<UUID> policies) {}
}
