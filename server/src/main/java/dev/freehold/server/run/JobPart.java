package dev.freehold.server.run;

import dev.freehold.content.reseal.ObjectResealer;
import dev.freehold.content.reseal.SealedCompanion;
import dev.freehold.content.reseal.SealedRows;
import dev.freehold.custody.jobs.ForegroundGauge;
import dev.freehold.custody.jobs.JobKind;
import dev.freehold.custody.jobs.JobRunner;
import dev.freehold.custody.jobs.JobSettings;
import dev.freehold.custody.moves.CustodyJobs;
import dev.freehold.custody.reseal.Leftovers;
import dev.freehold.server.api.CustodyServices;
import dev.freehold.server.features.Closer;
import dev.freehold.server.features.Recurring;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.ApiRoute;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.Standing;
import dev.freehold.web.http.Route;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Background work of this node: jobs, which stand back while people wait, the cross-check of roots,
 * and the search for keys that jobs left over.
 */
final class JobPart {

  private static final Duration LINGER = Duration.ofMillis(200);

  /** How often a check that has become due is noticed. */
  private static final Duration CROSS_CHECKS = Duration.ofSeconds(30);

  private static final Duration LEFTOVERS = Duration.ofMinutes(10);

  private final ForegroundGauge foreground = new ForegroundGauge(LINGER, System::nanoTime);

  /** Starts the work; the closer ends it. */
  void start(
      CustodyPart custody,
      Stores stores,
      List<SealedCompanion> companions,
      List<SealedRows> rows,
      List<JobKind> further,
      JobSettings settings,
      MeterRegistry meters,
      Clock clock,
      Closer closer) {
    CustodyServices services = custody.services();
    List<JobKind> kinds =
        new ArrayList<>(
            CustodyJobs.kinds(
                stores.database(),
                custody.keyAccess().depKeys(),
                custody.bundles(),
                services.ledger(),
                stores.crypto(),
                clock,
                new ObjectResealer(stores.parts(custody.keyAccess(), clock), companions, rows),
                custody.rootRolls(),
                custody.availabilityRolls(),
                services.crossCheck()));
    kinds.addAll(further);
    closer.add(
        JobRunner.start(
            stores.database(), services.jobs(), kinds, foreground, settings, meters, clock));
    closer.add(new Recurring("cross-check", CROSS_CHECKS, services.crossCheck()::run));
    Leftovers leftovers =
        new Leftovers(stores.database(), services.jobs(), clock, Leftovers.DEFAULT_INTERVAL);
    closer.add(new Recurring("leftovers", LEFTOVERS, leftovers::run));
  }

  /** What jobs stand back for. */
  ForegroundGauge foreground() {
    return foreground;
  }

  /** The routes, each request of a person counted while it is under way. */
  List<Route<Admission, Handler>> counted(List<Route<Admission, Handler>> routes) {
    return routes.stream()
        .map(route -> route.access().standing() == Standing.ANYONE ? route : counted(route))
        .toList();
  }

  private Route<Admission, Handler> counted(Route<Admission, Handler> route) {
    return ApiRoute.around(
        route,
        exchange -> {
          foreground.enter();
          try {
            route.handler().handle(exchange);
          } finally {
            foreground.leave();
          }
        });
  }
}
