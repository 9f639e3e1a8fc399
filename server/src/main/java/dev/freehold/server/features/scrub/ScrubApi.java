package dev.freehold.server.features.scrub;

import dev.freehold.content.ContentLimits;
import dev.freehold.content.scrub.ScrubFinding;
import dev.freehold.content.scrub.ScrubRunner;
import dev.freehold.content.scrub.ScrubState;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Required;
import dev.freehold.server.http.ServerProblems;
import dev.freehold.web.http.ProblemException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** The scrub, for operators: ids and codes of what is damaged, never a name and no content. */
final class ScrubApi {

  private final ScrubRunner scrubs;

  ScrubApi(ScrubRunner scrubs) {
    this.scrubs = scrubs;
  }

  /** {@code POST /api/v1/operator/scrub}: begins a run. */
  void start(Exchange exchange) throws IOException {
    Wish wish = exchange.json(Wish.class);
    ScrubState begun = scrubs.start(wish.content()).orElseThrow(ServerProblems::scrubUnderWay);
    exchange.reply(202, view(begun));
  }

  /** {@code GET /api/v1/operator/scrub}: how far the last run is. */
  void get(Exchange exchange) throws IOException {
    exchange.reply(200, view(scrubs.last().orElseThrow(ProblemException::notFound)));
  }

  /** {@code GET /api/v1/operator/scrub/findings?after=NUMBER&max=N}. */
  void findings(Exchange exchange) throws IOException {
    int after = (int) exchange.query("after", 0, ContentLimits.SCRUB_MAX_FINDINGS, 0);
    int max =
        (int)
            exchange.query("max", 1, ContentLimits.SCRUB_PAGE_ROWS, ContentLimits.SCRUB_PAGE_ROWS);
    exchange.reply(
        200, new FindingPage(scrubs.findings(after, max).stream().map(FindingView::of).toList()));
  }

  private View view(ScrubState run) {
    return new View(
        run.runId().toString(),
        state(run),
        run.readsContent(),
        run.startedAt().toString(),
        run.seenAt().toString(),
        run.givenUpAt().toString(),
        run.endedAt().map(Instant::toString).orElse(null),
        run.total(),
        run.done(),
        run.bytes(),
        run.unbound(),
        run.unchecked(),
        run.findings());
  }

  private String state(ScrubState run) {
    if (run.endedAt().isPresent()) {
      return "ended";
    }
    return scrubs.isBrokenOff(run) ? "broken-off" : "running";
  }

  record Wish(@Required boolean content) {}

  record View(
      String run,
      String state,
      boolean content,
      String startedAt,
      String seenAt,
      String givenUpAt,
      String endedAt,
      long total,
      long done,
      long bytes,
      long unbound,
      long unchecked,
      long findings) {}

  record FindingPage(List<FindingView> findings) {}

  private record FindingView(
      int number, String tenantId, String ownerId, String code, String subject, String foundAt) {
    static FindingView of(ScrubFinding finding) {
      return new FindingView(
          finding.number(),
          finding.tenantId().toString(),
          finding.ownerId().toString(),
          finding.code(),
          finding.subject(),
          finding.foundAt().toString());
    }
  }
}
