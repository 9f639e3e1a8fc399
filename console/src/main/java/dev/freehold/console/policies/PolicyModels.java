package dev.freehold.console.policies;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.freehold.console.screen.JobModels;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Policies as the API shows them. */
public final class PolicyModels {

  private PolicyModels() {}

  /** Several policies. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Listed(List<Policy> policies) {}

  /** A root key: as it was named, and the version in use. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Key(String uri, String versionUri) {

    /** The name of the vault's host, by which people know it. */
    public String vault() {
      return URI.create(uri).getHost();
    }

    /** The name of the key in its vault. */
    public String name() {
      String[] parts = URI.create(uri).getPath().split("/", -1);
      return parts.length > 2 ? parts[2] : uri;
    }
  }

  /** A policy. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Policy(
      UUID id,
      String kind,
      String name,
      String description,
      boolean enabled,
      String state,
      boolean recovering,
      boolean locked,
      List<Key> keys,
      String createdAt,
      String changedAt,
      String purgeRequestedAt) {

    /** Whether its purge was requested, so that nothing of it changes any more. */
    public boolean isLeaving() {
      return purgeRequestedAt != null;
    }

    /** One word for how it stands, for the badge. */
    public String standing() {
      return locked ? "locked" : recovering ? "recovering" : state;
    }
  }

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
  public record Status(Policy policy, List<Check> roots, JobModels.Job job) {

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
  public record Assigned(Policy policy) {}

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
