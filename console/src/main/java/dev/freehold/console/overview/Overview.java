package dev.freehold.console.overview;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.freehold.console.protection.ProtectionModels.Protection;
import dev.freehold.console.protection.ProtectionModels.Standing;
import dev.freehold.console.screen.Visit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How things stand for somebody, as far as they may see it. The API is asked as often however many
 * policies there are.
 *
 * @param needs what waits for somebody
 * @param protection all policies with what is under them, if the reader may see any
 * @param bars of the chart
 */
public record Overview(List<Need> needs, Optional<Protection> protection, List<Bar> bars) {

  /** Copies the lists. */
  public Overview {
    needs = List.copyOf(needs);
    bars = List.copyOf(bars);
  }

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
  private record JobList(long total) {}

  static Overview of(Visit visit, Instant now) {
    Optional<Protection> protection = Protection.of(visit);
    List<Need> needs = new ArrayList<>();
    protection.ifPresent(found -> needs.addAll(KeyNeeds.of(found, visit.texts(), now)));
    failedJobs(visit).ifPresent(needs::add);
    waiting(visit, "/access-requests", "pending", "/approve", "need.access").ifPresent(needs::add);
    waiting(visit, "/recovery-requests", "requested", "/approve", "need.recovery")
        .ifPresent(needs::add);
    waiting(visit, "/move-approvals", "requested", "/approve", "need.moves").ifPresent(needs::add);
    waiting(visit, "/pending-acts", "waiting", "/agree", "need.acts").ifPresent(needs::add);
    needs.addAll(OperatorNeeds.of(visit));
    needs.sort(Comparator.comparing(Need::isUrgent).reversed());
    return new Overview(needs, protection, protection.map(Bar::of).orElse(List.of()));
  }

  /** The policies that have the tenant's keys. */
  public List<Standing> own() {
    return protection.stream()
        .flatMap(found -> found.policies().stream())
        .filter(Standing::isOwn)
        .toList();
  }

  /** Of these, those whose keys are in use. */
  public List<Standing> withKeys() {
    return own().stream().filter(Standing::isInUse).toList();
  }

  private static Optional<Need> failedJobs(Visit visit) {
    return visit
        .find(JobList.class, "/jobs", Map.of("state", "failed", "count", "true", "max", "1"))
        .map(JobList::total)
        .filter(count -> count > 0)
        .map(count -> Need.many("need.jobs", count, "/jobs?state=failed"));
  }

  /** What waits for a decision of the reader. */
  static Optional<Need> waiting(
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
        .map(count -> Need.many(key, count, page));
  }
}
