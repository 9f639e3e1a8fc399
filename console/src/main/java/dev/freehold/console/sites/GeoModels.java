package dev.freehold.console.sites;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.freehold.console.policies.PolicyModels.Check;
import dev.freehold.console.screen.JobModels;
import dev.freehold.console.screen.PolicyModel;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.RequestUri;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Geos as the API shows them. */
public final class GeoModels {

  private static final String PATH = "/geos";

  private GeoModels() {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Listed(List<One> geos) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record One(Status status) {}

  /** All geos of the visitor's tenant with their policies, by one call; without root checks. */
  public static List<Status> all(Visit visit) {
    return visit.get(Listed.class, PATH, Map.of("status", "true")).geos().stream()
        .map(One::status)
        .toList();
  }

  /**
   * A geo with its policy.
   *
   * @param state in the published words, such as {@code Registered}
   * @param primaryKey the version of the first root key in use
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Status(
      String geo,
      String state,
      int percentOfSites,
      long sites,
      UUID policyId,
      String primaryKey,
      String secondaryKey,
      boolean recovering,
      boolean locked,
      List<Check> roots,
      JobModels.Job job) {

    /** One word for how it stands, for the badge. */
    public String standing() {
      return locked ? "locked" : recovering ? "recovering" : state.toLowerCase(Locale.ROOT);
    }

    /** Its page. */
    public String page() {
      return PATH + "/" + RequestUri.encode(geo);
    }

    /** Whether it has no policy yet. */
    public boolean isUnregistered() {
      return policyId == null;
    }

    /** The root keys; none if there is no policy. */
    public List<PolicyModel.Key> keys() {
      return primaryKey == null
          ? List.of()
          : List.of(
              new PolicyModel.Key(primaryKey, primaryKey),
              new PolicyModel.Key(secondaryKey, secondaryKey));
    }

    /** The last check of this root. */
    public Optional<Check> check(int root) {
      return roots == null
          ? Optional.empty()
          : roots.stream().filter(each -> each.root() == root).findFirst();
    }

    /** Work that is under way or was last. */
    public Optional<JobModels.Job> work() {
      return Optional.ofNullable(job);
    }
  }
}
