package dev.freehold.console.overview;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.freehold.console.screen.Visit;
import java.util.ArrayList;
import java.util.List;

/** What waits for an operator; nothing for anybody else. */
final class OperatorNeeds {

  private static final String PURGES = "/operator/purges";
  private static final String ROWS = "/operator/refused-rows";

  private OperatorNeeds() {}

  static List<Need> of(Visit visit) {
    List<Need> needs = new ArrayList<>();
    visit
        .find(OpenPurges.class, PURGES)
        .map(found -> found.purges().stream().filter(OpenPurge::isForOperators).count())
        .filter(count -> count > 0)
        .map(count -> Need.many("need.operator-purges", count, PURGES))
        .ifPresent(needs::add);
    Overview.waiting(
            visit, "/operator/access-requests", "requested", "/approve", "need.operator-access")
        .ifPresent(needs::add);
    Overview.waiting(
            visit, "/operator/recovery-requests", "approved", "/open", "need.operator-recoveries")
        .ifPresent(needs::add);
    visit
        .find(RefusedRows.class, ROWS)
        .map(found -> (long) found.rows().size())
        .filter(count -> count > 0)
        .map(count -> new Need("need.operator-rows", count, "", "", ROWS, true))
        .ifPresent(needs::add);
    return needs;
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record OpenPurges(List<OpenPurge> purges) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record OpenPurge(PurgeNext next) {

    private boolean isForOperators() {
      return next.step().equals("approvals") || next.step().equals("backups");
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record PurgeNext(String step) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record RefusedRows(List<Object> rows) {}
}
