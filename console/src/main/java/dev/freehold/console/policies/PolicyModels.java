package dev.freehold.console.policies;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.freehold.console.screen.JobModels;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

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
      String outcomeSince) {}

  /** What came of asking all roots. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Checks(List<Check> roots) {}

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
}
