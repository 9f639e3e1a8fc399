package dev.freehold.console.protection;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.freehold.console.frame.ConsoleTexts;
import dev.freehold.console.screen.PolicyModel;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.RequestUri;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What {@code GET /api/v1/protection} answers. */
public final class ProtectionModels {

  /** The resource, below {@code /api/v1}. */
  public static final String RESOURCE = "/protection";

  private ProtectionModels() {}

  /**
   * All policies and geos.
   *
   * @param countedAt when what is under them was counted; null while it is for the first time
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Protection(String countedAt, List<Standing> policies, List<GeoStanding> geos) {

    /** Copies the lists. */
    public Protection {
      policies = List.copyOf(policies);
      geos = List.copyOf(geos);
    }

    /** The tenant's, as far as the visitor may see it. */
    public static Optional<Protection> of(Visit visit) {
      return visit.find(Protection.class, RESOURCE);
    }

    /** The policy of this id. */
    public Optional<Standing> find(UUID policyId) {
      return policies.stream().filter(one -> one.policy().id().equals(policyId)).findFirst();
    }

    /** The geos that have no policy of the tenant's. */
    public List<String> geosWithoutPolicy() {
      return geos.stream().filter(geo -> geo.policyId == null).map(GeoStanding::geo).toList();
    }
  }

  /** A policy, how its keys stand, and how much is under it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Standing(
      PolicyModel policy,
      String geo,
      List<Root> roots,
      AvailabilityUse availabilityKey,
      PastUses availabilityKeyUses,
      Revocation revocation,
      String rolledAt,
      List<VersionBefore> versionsBefore,
      Owners mailboxes,
      Owners sites,
      Long objects,
      Long bytes) {

    /** Copies the lists. */
    public Standing {
      roots = roots == null ? List.of() : List.copyOf(roots);
      versionsBefore = versionsBefore == null ? List.of() : List.copyOf(versionsBefore);
    }

    /** Whether its roots are keys of the tenant. */
    public boolean isOwn() {
      return !policy.kind().equals("serviceManaged");
    }

    /** Whether its keys are in use. */
    public boolean isInUse() {
      return !policy.state().equals("purged") && !policy.state().equals("retired");
    }

    /** The availability key in the roots' place. */
    public Optional<AvailabilityUse> availability() {
      return Optional.ofNullable(availabilityKey);
    }

    /** What people call it: a policy of sites by its geo, the default by what it is. */
    public String title(ConsoleTexts texts) {
      return !isOwn()
          ? texts.word("policy-kind", policy.kind())
          : geo == null ? policy.name() : texts.of("geo.title", geo);
    }

    /** Its page, below {@code /console}; empty if it has none. */
    public Optional<String> page() {
      return switch (policy.kind()) {
        case "mailbox" -> Optional.of("/policies/" + policy.id());
        case "multiWorkload" -> Optional.of("/multi-workload-policies/" + policy.id());
        default -> Optional.ofNullable(geo).map(code -> "/geos/" + RequestUri.encode(code));
      };
    }
  }

  /**
   * A root key with its last check. What is not known is null.
   *
   * @param agreedAt when it was last proved
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Root(
      int root,
      String keyUri,
      String keyVersionUri,
      String outcome,
      String checkedAt,
      String outcomeSince,
      String agreedAt,
      Boolean enabled,
      String expiresAt) {

    /** The vault's host, by which people know it. */
    public String vault() {
      return named().vault();
    }

    /** The key's name in its vault. */
    public String key() {
      return named().name();
    }

    private PolicyModel.Key named() {
      return new PolicyModel.Key(keyUri, keyVersionUri);
    }
  }

  /** The availability key is used in the roots' place. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record AvailabilityUse(String why, String since, long uses) {}

  /**
   * Past uses of the availability key.
   *
   * @param last30Days how many began today or in the 29 days before
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record PastUses(String lastAt, long last30Days) {}

  /**
   * The last refusal that ended somebody's access.
   *
   * @param withinSeconds how long before it a vault had last agreed
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Revocation(String at, double withinSeconds) {}

  /** A version that a roll has left behind and nothing of the tenant needs. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record VersionBefore(int root, String keyVersionUri, String rolledAt, Boolean enabled) {}

  /** Mailboxes or sites. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Owners(long encrypted, long moving, long waiting, long purged) {

    /** Those that have their key under the policy. */
    public long under() {
      return encrypted + moving;
    }
  }

  /** A geo. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record GeoStanding(String geo, UUID policyId, String state, Owners sites) {}
}
