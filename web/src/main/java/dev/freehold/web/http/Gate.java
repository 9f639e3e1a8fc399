package dev.freehold.web.http;

import dev.freehold.web.http.RouteTable.Found;
import java.io.IOException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The checks that every request of a route table passes, in this order: its id, the security
 * headers, repeated fields, its route, its deadline, the length of its body. Then it does the work.
 * Every failure becomes a {@link Problem}. Thread-safe.
 *
 * @param <A> how the routes say who may
 * @param <H> what their handlers are
 */
public final class Gate<A, H> implements WebService, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

  private final RouteTable<A, H> routes;
  private final Worker<A, H> worker;
  private final Function<Exception, Problem> problems;
  private final RequestMetrics metrics;
  private final RefusalLog refusals;
  private final Deadlines deadlines = new Deadlines();

  /**
   * Does what a request asks for: identifies the caller, checks that the caller may, and calls the
   * handler.
   *
   * @param <A> how the routes say who may
   * @param <H> what their handlers are
   */
  @FunctionalInterface
  public interface Worker<A, H> {

    /**
     * Answers the request, or throws what becomes a problem.
     *
     * @param uri its path and query, read already
     */
    void work(Found.Match<A, H> match, RequestUri uri, WebRequest request, WebResponse response)
        throws Exception;
  }

  /**
   * @param routes what may be asked
   * @param worker does it
   * @param problems says which problem an exception becomes
   * @param metrics counts and times
   * @param refusals reports requests that are refused before anybody works on them
   */
  public Gate(
      RouteTable<A, H> routes,
      Worker<A, H> worker,
      Function<Exception, Problem> problems,
      RequestMetrics metrics,
      RefusalLog refusals) {
    this.routes = routes;
    this.worker = worker;
    this.problems = problems;
    this.metrics = metrics;
    this.refusals = refusals;
  }

  @Override
  public void serve(WebRequest request, WebResponse response) throws IOException {
    String id = RequestId.of(request.header(RequestId.HEADER));
    MDC.put("requestId", id);
    try {
      SecurityHeaders.set(response, id);
      RequestUri uri = routes.uri(request);
      switch (routes.find(request.method(), uri.segments())) {
        case Found.Match<A, H> match ->
            pass(
                () -> worker.work(match, uri, request, response),
                match.route(),
                request,
                response,
                id);
        case Found.OtherMethods<A, H> others -> {
          response.header("Allow", String.join(", ", others.methods()));
          answer(Problem.wrongMethod(others.methods()), response, id);
        }
        case Found.Nothing<A, H> _ -> answer(ProblemException.notFound().problem(), response, id);
      }
    } catch (RequestRefusedException refused) {
      Problem problem = Problem.of(refused);
      refusals.refused(request.remoteAddress(), problem.status(), problem.code());
      answer(problem, response, id);
    } finally {
      MDC.clear();
    }
  }

  private void pass(
      Work work, Route<A, H> route, WebRequest request, WebResponse response, String id)
      throws IOException {
    long startNanos = System.nanoTime();
    try {
      inTime(work, route);
    } catch (Exception failure) {
      Problem problem = told(failure, route, request);
      if (response.isCommitted()) {
        // Part of the content is out: only a broken connection can say that the rest will not come.
        throw new IOException("the answer was broken off", failure);
      }
      response.reset();
      SecurityHeaders.set(response, id);
      answer(problem, response, id);
    } finally {
      metrics.record(route, response.status(), System.nanoTime() - startNanos);
    }
  }

  @FunctionalInterface
  private interface Work {
    void run() throws Exception;
  }

  private void inTime(Work work, Route<A, H> route) throws Exception {
    try (Deadlines.Deadline deadline = deadlines.start(route.timeout())) {
      try {
        work.run();
      } catch (Exception failure) {
        if (deadline.isExpired()) {
          ProblemException late = ProblemException.timedOut();
          late.addSuppressed(failure);
          throw late;
        }
        throw failure;
      }
    }
  }

  /** The problem that a failure is, after the log has it. */
  private Problem told(Exception failure, Route<A, H> route, WebRequest request) {
    if (failure instanceof RequestRefusedException refused) {
      Problem problem = Problem.of(refused);
      refusals.refused(request.remoteAddress(), problem.status(), problem.code());
      return problem;
    }
    Problem problem = problems.apply(failure);
    log(route, problem, failure);
    return problem;
  }

  /** Names the route and not the path, which has addresses of people in it. */
  private static void log(Route<?, ?> route, Problem problem, Exception cause) {
    if (problem.status() >= 500) {
      LOG.atWarn()
          .addKeyValue("code", problem.code())
          .addKeyValue("route", route.method() + " " + route.path())
          .setCause(problem.isUnexpected() ? cause : null)
          .log("request failed: {}", problem.detail());
    }
  }

  private static void answer(Problem problem, WebResponse response, String id) {
    if (!problem.challenge().isEmpty()) {
      response.header("WWW-Authenticate", problem.challenge());
    }
    response.header("Content-Type", Problem.MEDIA_TYPE);
    response.send(problem.status(), problem.toJson(id));
  }

  @Override
  public void refuse(NotHttp refusal, WebResponse response) {
    String id = RequestId.next();
    SecurityHeaders.set(response, id);
    answer(new Problem(refusal.status(), refusal.code(), refusal.message()), response, id);
  }

  @Override
  public void close() {
    deadlines.close();
  }
}
