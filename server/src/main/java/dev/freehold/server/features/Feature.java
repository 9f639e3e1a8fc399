package dev.freehold.server.features;

import dev.freehold.custody.jobs.JobKind;
import dev.freehold.server.health.Check;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.web.http.Route;
import java.util.List;

/**
 * One thing that the service offers, with everything for it in one package: routes and their JSON,
 * jobs, background work, health checks, metrics, coverage rules of its tables, and wiring. The
 * constructor takes the few services that the feature needs and starts nothing. Each method always
 * returns the same.
 *
 * <p>The server lists its features in {@code run.Features}, and their tables in {@code
 * run.TableRules}: {@code freehold coverage} needs the tables without a running server.
 */
public interface Feature {

  /** What it answers in the REST API; may be empty. */
  List<Route<Admission, Handler>> routes();

  /** The kinds of jobs that the feature orders. */
  default List<JobKind> jobs() {
    return List.of();
  }

  /** What is looked at to know whether it works, in the order in which health shows it. */
  default List<Check> checks() {
    return List.of();
  }

  /**
   * Begins what it does by itself; called once, when all features are there and before any request
   * comes. Whatever it begins, it gives to {@code closer}, which ends it when the server stops, or
   * when a later part of the start fails.
   */
  default void start(Closer closer) {}
}
