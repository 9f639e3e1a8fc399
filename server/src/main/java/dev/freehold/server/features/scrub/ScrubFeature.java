package dev.freehold.server.features.scrub;

import static dev.freehold.server.features.Admissions.OPERATOR;
import static dev.freehold.server.http.ApiRoute.get;
import static dev.freehold.server.http.ApiRoute.post;
import static dev.freehold.server.http.Shape.gives;
import static dev.freehold.server.http.Shape.takes;

import dev.freehold.content.ContentLimits;
import dev.freehold.content.scrub.Scrub;
import dev.freehold.content.scrub.ScrubRunner;
import dev.freehold.content.scrub.ScrubState;
import dev.freehold.content.scrub.ScrubbedRows;
import dev.freehold.content.store.ObjectInspection;
import dev.freehold.content.store.StoreParts;
import dev.freehold.custody.jobs.ForegroundLoad;
import dev.freehold.server.coverage.TableRule;
import dev.freehold.server.features.Basics;
import dev.freehold.server.features.Closer;
import dev.freehold.server.features.Feature;
import dev.freehold.server.features.Recurring;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.QueryParameter;
import dev.freehold.web.http.Route;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;

/**
 * The scrub of this node: started by command or on a schedule, with the last findings as metrics.
 */
public final class ScrubFeature implements Feature {

  /** What its tables hold, for {@code freehold coverage}. */
  public static final List<TableRule> TABLES =
      List.of(
          TableRule.of("content_scrub")
              .ids("id run_id")
              .states("reads_content")
              .numbers("started_at seen_at ended_at total done bytes unbound unchecked findings"),
          TableRule.of("content_scrub_findings")
              .ids("tenant_id owner_id subject")
              .states("code")
              .numbers("number found_at"));

  private static final QueryParameter MAX_FINDINGS =
      QueryParameter.number(
          "max",
          1,
          ContentLimits.SCRUB_PAGE_ROWS,
          "the largest number of results; %d by default".formatted(ContentLimits.SCRUB_PAGE_ROWS));

  private static final QueryParameter AFTER_FINDING =
      QueryParameter.number(
          "after", 0, ContentLimits.SCRUB_MAX_FINDINGS, "skips this many of the first");

  private static final Duration LOOKS = Duration.ofMinutes(10);

  private final ScrubRunner runner;
  private final Duration interval;
  private final ScrubApi api;

  /**
   * Builds the feature from these parts.
   *
   * @param parts what modules keep besides objects
   * @param load what it slows down for
   * @param interval from the beginning of one to that of the next; zero for none on a schedule
   */
  public ScrubFeature(
      Basics basics,
      StoreParts objects,
      List<ScrubbedRows> parts,
      ForegroundLoad load,
      Duration interval) {
    Scrub scrub =
        new Scrub(
            basics.database(),
            new ObjectInspection(objects),
            parts,
            load,
            pause -> LockSupport.parkNanos(pause.toNanos()),
            basics.clock());
    this.runner = new ScrubRunner(scrub, basics.clock());
    this.interval = interval;
    this.api = new ScrubApi(runner);
    show(basics.meters());
  }

  @Override
  public List<Route<Admission, Handler>> routes() {
    String scrub = "/api/v1/operator/scrub";
    return List.of(
        post(
            "Start a scrub",
            scrub,
            OPERATOR,
            api::start,
            takes(ScrubApi.Wish.class),
            gives(202, ScrubApi.View.class)),
        get("Get how far the scrub is", scrub, OPERATOR, api::get, gives(ScrubApi.View.class)),
        get(
            "List the findings of the scrub",
            scrub + "/findings",
            OPERATOR,
            api::findings,
            AFTER_FINDING,
            MAX_FINDINGS,
            gives(ScrubApi.FindingPage.class)));
  }

  @Override
  public void start(Closer closer) {
    closer.add(runner);
    if (interval.isPositive()) {
      Duration looks = interval.compareTo(LOOKS) < 0 ? interval : LOOKS;
      closer.add(new Recurring("scrub-schedule", looks, () -> runner.startIfDue(interval)));
    }
  }

  private void show(MeterRegistry meters) {
    show(meters, "findings", "What the last scrub found", ScrubState::findings);
    show(meters, "unchecked", "What the last scrub could not look at", ScrubState::unchecked);
    show(
        meters,
        "ended.seconds",
        "When the last scrub ended, in seconds since 1970; 0 while one is under way",
        run -> run.endedAt().map(end -> (double) end.getEpochSecond()).orElse(0.0));
  }

  private void show(
      MeterRegistry meters, String name, String description, ToDoubleFunction<ScrubState> value) {
    Gauge.builder(
            "freehold.scrub." + name,
            runner,
            now -> now.last().map(value::applyAsDouble).orElse(0.0))
        .description(description)
        .register(meters);
  }
}
