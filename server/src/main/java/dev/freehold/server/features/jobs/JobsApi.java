package dev.freehold.server.features.jobs;

import dev.freehold.custody.identity.Role;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.JobFilter;
import dev.freehold.custody.jobs.JobState;
import dev.freehold.custody.jobs.Jobs;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.HttpLimits;
import dev.freehold.server.http.Wire;
import dev.freehold.web.http.ProblemException;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** The jobs of the caller's tenant. */
final class JobsApi {

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final Jobs jobs;
  private final Clock clock;

  JobsApi(Jobs jobs, Clock clock) {
    this.jobs = jobs;
    this.clock = clock;
  }

  /**
   * {@code GET /api/v1/jobs?after=ID&max=N&kind=WORD&subject=ID&state=WORD&count=true}, the newest
   * first.
   */
  void list(Exchange exchange) throws IOException {
    int max = (int) exchange.query("max", 1, HttpLimits.MAX_PAGE_ROWS, HttpLimits.MAX_PAGE_ROWS);
    JobFilter filter =
        new JobFilter(exchange.query("kind"), id(exchange, "subject"), state(exchange));
    UUID after = id(exchange, "after").orElse(BEFORE_ALL);
    exchange.reply(
        200,
        new JobView.Page(
            jobs.list(exchange.caller().tenantId(), filter, after, max).stream()
                .map(this::view)
                .toList(),
            exchange.query("count").orElse("false").equals("true")
                ? jobs.count(exchange.caller().tenantId(), filter)
                : null));
  }

  private static Optional<JobState> state(Exchange exchange) {
    return exchange
        .query("state")
        .map(
            word ->
                Wire.constant(JobState.class, word)
                    .orElseThrow(
                        () ->
                            ProblemException.badRequest("state is " + Wire.words(JobState.class))));
  }

  /** {@code GET /api/v1/jobs/{job}}. */
  void get(Exchange exchange) throws IOException {
    exchange.reply(200, view(jobs.get(exchange.caller().tenantId(), exchange.pathId("job"))));
  }

  /** {@code POST /api/v1/jobs/{job}/pause}: a brake that every administrator has. */
  void pause(Exchange exchange) throws IOException {
    exchange.reply(
        200,
        view(jobs.pause(exchange.caller().tenantId(), exchange.pathId("job"), exchange.actor())));
  }

  /** {@code POST /api/v1/jobs/{job}/resume}, for the role that may order such a job. */
  void resume(Exchange exchange) throws IOException {
    requireRole(exchange);
    exchange.reply(
        200,
        view(jobs.resume(exchange.caller().tenantId(), exchange.pathId("job"), exchange.actor())));
  }

  /** {@code POST /api/v1/jobs/{job}/cancel}, for the role that may order such a job. */
  void cancel(Exchange exchange) throws IOException {
    requireRole(exchange);
    exchange.reply(
        200,
        view(jobs.cancel(exchange.caller().tenantId(), exchange.pathId("job"), exchange.actor())));
  }

  /** The role of a job never changes. */
  private void requireRole(Exchange exchange) {
    Role role = jobs.role(exchange.caller().tenantId(), exchange.pathId("job"));
    if (!exchange.caller().has(role)) {
      throw ProblemException.forbidden();
    }
  }

  private JobView view(Job job) {
    return JobView.of(job, clock.instant());
  }

  private static Optional<UUID> id(Exchange exchange, String name) {
    try {
      return exchange.query(name).map(UUID::fromString);
    } catch (IllegalArgumentException notAnId) {
      throw ProblemException.badRequest(name + " is a GUID");
    }
  }
}
