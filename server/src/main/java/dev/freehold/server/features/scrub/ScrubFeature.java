package dev.freehold.server.features.scrub;

import dev.freehold.content.scrub.Scrub;
import dev.freehold.content.scrub.ScrubRunner;
import dev.freehold.content.scrub.ScrubState;
import dev.freehold.content.store.ObjectInspection;
import dev.freehold.content.store.ObjectStore;
import dev.freehold.crypto.Aead;
import dev.freehold.custody.jobs.ForegroundLoad;
import dev.freehold.files.maintenance.FilesScrub;
import dev.freehold.persistence.Database;
import dev.freehold.server.features.Closer;
import dev.freehold.server.features.Recurring;
import dev.freehold.server.run.CustodyPart;
import dev.freehold.server.run.MailPart;
import dev.freehold.server.run.Stores;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;

/**
 * The scrub of this node: by command, on a schedule, and what the last one found as metrics.
 *
 * @param parts what modules keep besides objects
 */
record ScrubFeature(
    Database database,
    ObjectInspection objects,
    List<dev.freehold.content.scrub.ScrubbedRows> parts,
    Clock clock) {

  private static final Duration LOOKS = Duration.ofMinutes(10);

  static ScrubFeature of(
      Stores stores, CustodyPart custody, ObjectStore objects, MailPart mail, Clock clock) {
    Aead aead = new Aead(stores.crypto());
    return new ScrubFeature(
        stores.database(),
        new ObjectInspection(stores.parts(custody.keyAccess(), clock)),
        List.of(
            mail.scrub(), new FilesScrub(stores.database(), objects, custody.keyAccess(), aead)),
        clock);
  }

  /**
   * Wires it; the closer ends it.
   *
   * @param interval from the beginning of one to that of the next; zero for none on a schedule
   */
  ScrubRunner start(ForegroundLoad load, Duration interval, MeterRegistry meters, Closer closer) {
    Scrub scrub =
        new Scrub(
            database, objects, parts, load, pause -> LockSupport.parkNanos(pause.toNanos()), clock);
    ScrubRunner runner = closer.add(new ScrubRunner(scrub, clock));
    if (interval.isPositive()) {
      Duration looks = interval.compareTo(LOOKS) < 0 ? interval : LOOKS;
      closer.add(new Recurring("scrub-schedule", looks, () -> runner.startIfDue(interval)));
    }
    show("findings", "What the last scrub found", meters, runner, ScrubState::findings);
    show(
        "unchecked",
        "What the last scrub could not look at",
        meters,
        runner,
        ScrubState::unchecked);
    show(
        "ended.seconds",
        "When the last scrub ended, in seconds since 1970; 0 while one is under way",
        meters,
        runner,
        run -> run.endedAt().map(end -> (double) end.getEpochSecond()).orElse(0.0));
    return runner;
  }

  private static void show(
      String name,
      String description,
      MeterRegistry meters,
      ScrubRunner runner,
      ToDoubleFunction<ScrubState> value) {
    Gauge.builder(
            "freehold.scrub." + name,
            runner,
            now -> now.last().map(value::applyAsDouble).orElse(0.0))
        .description(description)
        .register(meters);
  }
}
