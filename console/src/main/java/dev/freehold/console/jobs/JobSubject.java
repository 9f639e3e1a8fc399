package dev.freehold.console.jobs;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.freehold.console.frame.Segments;
import dev.freehold.console.screen.Jobs;
import dev.freehold.console.screen.Visit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What a job is about.
 *
 * @param page of it, below {@code /console}; empty if it has none
 */
public record JobSubject(String name, String page) {

  /** The lists in which it may be; where jobs are about one mailbox, it comes first. */
  private static final List<String> LISTS =
      List.of("/policies", "/multi-workload-policies", "/mailboxes", "/sites");

  /** The subject of a job, as far as somebody may see it. */
  static Optional<JobSubject> of(Visit visit, Jobs.Job job) {
    return job.subjectId() == null ? Optional.empty() : find(visit, job.subjectId());
  }

  /** What has this id; the id itself if it has no name. */
  static JobSubject any(Visit visit, String id) {
    return find(visit, id).orElse(new JobSubject(id, ""));
  }

  private static Optional<JobSubject> find(Visit visit, String id) {
    return Stream.concat(
            LISTS.stream()
                .map(
                    list ->
                        visit
                            .find(Named.class, list + "/" + Segments.encode(id))
                            .map(found -> new JobSubject(found.title(), list + "/" + id))),
            Stream.of(Geos.of(visit, id)))
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
  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Geos(List<OneGeo> geos) {

    static Optional<JobSubject> of(Visit visit, String id) {
      return visit.find(Geos.class, "/geos").stream()
          .flatMap(found -> found.geos.stream())
          .filter(geo -> geo.is(id))
          .map(geo -> new JobSubject(geo.code, "/geos/" + geo.code))
          .findFirst();
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record OneGeo(UUID id, String code, UUID policyId) {
    boolean is(String wanted) {
      return wanted.equals(String.valueOf(id)) || wanted.equals(String.valueOf(policyId));
    }
  }
}
