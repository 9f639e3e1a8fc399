package dev.freehold.console.vaults;

import dev.freehold.console.screen.PolicyModel;
import dev.freehold.console.screen.Visit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What becomes of policies if the service itself loses rights in vaults.
 *
 * @param isKnown whether the person may see the policies
 * @param policies those with a root that the service could no longer use
 */
public record ServiceLoss(boolean isKnown, List<Policy> policies) {

  /** Copies the list. */
  public ServiceLoss {
    policies = List.copyOf(policies);
  }

  /**
   * A policy that loses roots.
   *
   * @param page below {@code /console}
   * @param isLocked whether it loses all, so that nobody can read what is under it
   */
  public record Policy(String name, String page, boolean isLocked) {}

  /**
   * What would become of them.
   *
   * @param lost whether the service loses its right to use a key
   * @return empty if {@code principal} is not the service
   */
  static Optional<ServiceLoss> of(
      Visit visit, VaultPrincipals.DirectoryObject principal, Predicate<PolicyModel.Key> lost) {
    return Optional.ofNullable(principal.appId())
        .flatMap(ServiceProgram::of)
        .map(program -> of(new RootPolicies(visit).of(program), lost));
  }

  private static ServiceLoss of(
      Optional<List<RootPolicies.Rooted>> policies, Predicate<PolicyModel.Key> lost) {
    return new ServiceLoss(
        policies.isPresent(),
        policies.orElse(List.of()).stream()
            .filter(policy -> policy.keys().stream().anyMatch(lost))
            .map(
                policy ->
                    new Policy(policy.name(), policy.page(), policy.keys().stream().allMatch(lost)))
            .toList());
  }
}
