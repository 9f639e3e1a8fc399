package dev.freehold.console.overview;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.freehold.console.policies.PolicyModels;
import dev.freehold.console.policies.PolicyModels.Policy;
import dev.freehold.console.screen.JobModels;
import dev.freehold.console.screen.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How things stand for somebody, as far as they may see it.
 *
 * @param needs what waits for somebody
 * @param policies of all kinds
 * @param geos with their states
 */
public record Overview(List<Need> needs, List<Group> policies, List<Geo> geos) {

  /** Copies the lists. */
  public Overview {
    needs = List.copyOf(needs);
    policies = List.copyOf(policies);
    geos = List.copyOf(geos);
  }

  /**
   * Something that waits for somebody.
   *
   * @param key of its text, which takes the count and the name
   * @param page where it is dealt with, below {@code /console}
   * @param isUrgent whether somebody cannot read, or will not be able to
   */
  public record Need(String key, long count, String name, String page, boolean isUrgent) {}

  /** The policies of one kind. */
  public record Group(String page, List<Policy> policies) {

    /** Copies the list. */
    public Group {
      policies = List.copyOf(policies);
    }
  }

  /** A geo and how far its sites are. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Geo(String geo, String state, int percentOfSites, int sites, boolean locked) {

    /** One word for how it stands, for the badge. */
    public String standing() {
      return locked ? "locked" : state.toLowerCase(Locale.ROOT);
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Geos(List<OneGeo> geos) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record OneGeo(String code) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Waiting(List<OneWaiting> requests, List<OneWaiting> pendingActs) {

    private List<OneWaiting> all() {
      return Stream.of(requests, pendingActs)
          .filter(Objects::nonNull)
          .flatMap(List::stream)
          .toList();
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record OneWaiting(String id, String state) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record JobList(List<JobModels.Job> jobs) {}

  static Overview of(Visit visit) {
    List<Need> needs = new ArrayList<>();
    List<Group> policies = new ArrayList<>();
    for (String path : List.of("/policies", "/multi-workload-policies")) {
      visit
          .find(PolicyModels.Listed.class, path)
          .ifPresent(
              found -> {
                policies.add(new Group(path, found.policies()));
                found.policies().forEach(policy -> needs.addAll(needs(path, policy)));
              });
    }
    failedJobs(visit).ifPresent(needs::add);
    waiting(visit, "/access-requests", "pending", "/approve", "need.access").ifPresent(needs::add);
    waiting(visit, "/recovery-requests", "requested", "/approve", "need.recovery")
        .ifPresent(needs::add);
    waiting(visit, "/move-approvals", "requested", "/approve", "need.moves").ifPresent(needs::add);
    waiting(visit, "/pending-acts", "waiting", "/agree", "need.acts").ifPresent(needs::add);
    return new Overview(needs, policies, geos(visit));
  }

  private static List<Need> needs(String path, Policy policy) {
    String page = path + "/" + policy.id();
    List<Need> needs = new ArrayList<>();
    if (policy.locked()) {
      needs.add(new Need("need.locked", 1, policy.name(), page, true));
    }
    if (policy.recovering()) {
      needs.add(new Need("need.recovering", 1, policy.name(), page, true));
    }
    if (policy.purgeRequestedAt() != null && !policy.state().equals("purged")) {
      needs.add(new Need("need.purge", 1, policy.name(), "/purges", false));
    }
    return needs;
  }

  private static Optional<Need> failedJobs(Visit visit) {
    return visit
        .find(JobList.class, "/jobs")
        .map(found -> found.jobs().stream().filter(job -> job.state().equals("failed")).count())
        .filter(count -> count > 0)
        .map(count -> new Need("need.jobs", count, "", "/jobs", false));
  }

  /** What waits for a decision of the reader. */
  private static Optional<Need> waiting(
      Visit visit, String page, String state, String decision, String key) {
    return visit
        .find(Waiting.class, page)
        .map(
            found ->
                found.all().stream()
                    .filter(one -> one.state().equals(state))
                    .filter(one -> visit.may("POST", page + "/" + one.id() + decision))
                    .count())
        .filter(count -> count > 0)
        .map(count -> new Need(key, count, "", page, false));
  }

  private static List<Geo> geos(Visit visit) {
    return visit.find(Geos.class, "/geos").map(Geos::geos).orElse(List.of()).stream()
        .flatMap(geo -> visit.find(Geo.class, "/geos/" + geo.code() + "/policy").stream())
        .toList();
  }
}
