package dev.freehold.console.policies;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.freehold.console.screen.JobModels;
import dev.freehold.console.screen.PolicyModel;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Policies as the API shows them. */
public final class PolicyModels {

  private PolicyModels() {}

  /** Several policies. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Listed(List<PolicyModel> policies) {}

  /** What came of asking a root for the policy's key. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Check(
      int root,
      String keyVersionUri,
      String outcome,
      String code,
      String checkedAt,
      String outcomeSince,
      String agreedAt) {

    /** When the root was last proved, if it was. */
    public Optional<String> proof() {
      return Optional.ofNullable(agreedAt);
    }
  }

  /** How a policy and its roots stand. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Status(PolicyModel policy, List<Check> roots, JobModels.Job job) {

    /** Work that is under way or was last. */
    public Optional<JobModels.Job> work() {
      return Optional.ofNullable(job);
    }

    /** The last check of this root. */
    public Optional<Check> check(int root) {
      return roots == null
          ? Optional.empty()
          : roots.stream().filter(each -> each.root() == root).findFirst();
    }
  }

  /** Which multi-workload policy covers the tenant. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Assigned(PolicyModel policy) {}

  /**
   * What was found about two keys for a new policy.
   *
   * @param askedAs in whose name the vaults were asked
   * @param together the rules for both together
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record KeyCheck(
      boolean usable, Service askedAs, List<Rule> together, List<CheckedKey> keys) {

    /** How many rules are broken. */
    public long broken() {
      return Stream.concat(together.stream(), keys.stream().flatMap(key -> key.rules().stream()))
          .filter(Rule::isBroken)
          .count();
    }
  }

  /** A part of the service, as vaults know it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Service(UUID applicationId, String displayName) {}

  /** What was found about one key. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record CheckedKey(int key, String uri, String versionUri, List<Rule> rules) {}

  /** What was found about one rule. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Rule(String rule, String outcome, String code, String detail) {

    /** Whether it is broken, so that code and detail say why. */
    public boolean isBroken() {
      return outcome.equals("broken");
    }
  }
}
