package dev.freehold.console.jobs;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.freehold.console.screen.JobModels;
import dev.freehold.console.screen.ListedGeos;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.RequestUri;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a job is about.
 *
 * @param page of it, below {@code /console}; empty if it has none
 */
public record JobSubject(String name, String page) {

  private static final String STATISTICS = "/mailbox-statistics";

  /** The lists in which it may be; where jobs are about one mailbox, it comes first. */
  private static final List<String> LISTS =
      List.of("/policies", "/multi-workload-policies", "/mailboxes", "/sites");

  /** The subject of a job, as far as somebody may see it. */
  static Optional<JobSubject> of(Visit visit, JobModels.Job job) {
    return job.subjectId() == null ? Optional.empty() : find(visit, job.subjectId().toString());
  }

  /** What has this id; the id itself if it has no name. */
  static JobSubject any(Visit visit, String id) {
    return find(visit, id).orElse(new JobSubject(id, ""));
  }

  /**
   * The subjects of many jobs by their ids, with few requests: policies, geos and mailboxes, as far
   * as somebody may see them.
   */
  static Map<UUID, JobSubject> many(Visit visit, List<JobModels.Job> jobs) {
    Map<UUID, JobSubject> found = new HashMap<>();
    if (jobs.isEmpty()) {
      return found;
    }
    for (String list : List.of("/policies", "/multi-workload-policies")) {
      visit
          .find(Policies.class, list)
          .ifPresent(
              known ->
                  known.policies.forEach(
                      one -> found.put(one.id, new JobSubject(one.name, list + "/" + one.id))));
    }
    ListedGeos.of(visit)
        .forEach(
            geo ->
                Stream.of(geo.id(), geo.policyId())
                    .filter(Objects::nonNull)
                    .forEach(id -> found.put(id, subject(geo))));
    Set<UUID> others =
        jobs.stream()
            .map(JobModels.Job::subjectId)
            .filter(Objects::nonNull)
            .filter(id -> !found.containsKey(id))
            .collect(Collectors.toSet());
    if (!others.isEmpty() && visit.may("POST", STATISTICS)) {
      visit
          .parsed(Mailboxes.class, visit.send("POST", STATISTICS, Map.of("ids", others)))
          .statistics
          .forEach(
              one ->
                  found.put(
                      one.mailboxGuid,
                      new JobSubject(one.displayName, "/mailboxes/" + one.mailboxGuid)));
    }
    return found;
  }

  private static Optional<JobSubject> find(Visit visit, String id) {
    return Stream.concat(
            LISTS.stream()
                .map(
                    list ->
                        visit
                            .find(Named.class, list + "/" + RequestUri.encode(id))
                            .map(found -> new JobSubject(found.title(), list + "/" + id))),
            Stream.of(geo(visit, id)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Named(String name, String displayName) {
    String title() {
      return displayName == null ? name : displayName;
    }
  }

  /** A geo, or its policy. */
  private static Optional<JobSubject> geo(Visit visit, String id) {
    return ListedGeos.of(visit).stream()
        .filter(
            geo -> id.equals(String.valueOf(geo.id())) || id.equals(String.valueOf(geo.policyId())))
        .map(JobSubject::subject)
        .findFirst();
  }

  private static JobSubject subject(ListedGeos.Geo geo) {
    return new JobSubject(geo.code(), geo.path());
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Policies(List<OnePolicy> policies) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record OnePolicy(UUID id, String name) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Mailboxes(List<OneMailbox> statistics) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record OneMailbox(UUID mailboxGuid, String displayName) {}
}
