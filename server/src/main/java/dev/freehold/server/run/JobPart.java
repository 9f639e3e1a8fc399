package dev.freehold.server.run;

import dev.freehold.content.reseal.ObjectResealer;
import dev.freehold.custody.jobs.ForegroundGauge;
import dev.freehold.custody.jobs.JobKind;
import dev.freehold.custody.jobs.JobRunner;
import dev.freehold.custody.jobs.JobSettings;
import dev.freehold.custody.moves.CustodyJobs;
import dev.freehold.server.features.Basics;
import dev.freehold.server.features.Closer;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.ApiRoute;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.Standing;
import dev.freehold.web.http.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The jobs that this node works on, and the requests for which they stand back. */
final class JobPart {

  private static final Duration LINGER = Duration.ofMillis(200);

  private final ForegroundGauge foreground = new ForegroundGauge(LINGER, System::nanoTime);

  /**
   * Starts the work; the closer ends it.
   *
   * @param resealer seals content again under another key
   * @param further the kinds of features, besides those of custody
   */
  void start(
      Basics basics,
      CustodyPart custody,
      ObjectResealer resealer,
      List<JobKind> further,
      JobSettings settings,
      Closer closer) {
    List<JobKind> kinds =
        new ArrayList<>(
            CustodyJobs.kinds(
                basics.database(),
                custody.keyAccess().depKeys(),
                custody.bundles(),
                basics.ledger(),
                basics.crypto(),
                basics.clock(),
                resealer,
                custody.rootRolls(),
                custody.availabilityRolls(),
                custody.crossCheck()));
    kinds.addAll(further);
    closer.add(
        JobRunner.start(
            basics.database(),
            custody.jobs(),
            kinds,
            foreground,
            settings,
            basics.meters(),
            basics.clock()));
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
        work ->
            exchange -> {
              foreground.enter();
              try {
                work.handle(exchange);
              } finally {
                foreground.leave();
              }
            });
  }
}
