package dev.freehold.server.http;

import dev.freehold.custody.identity.Caller;
import dev.freehold.ledger.ActOrigin;
import dev.freehold.vault.wire.RepeatedFields;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * What every request passes, in this order: its id, the security headers, that it says nothing
 * twice, the bound on concurrent requests, the token, standing and role, the length of its body,
 * its deadline, its handler. Every failure becomes a problem. Thread-safe.
 */
final class Gate implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
  private static final String BEARER = "Bearer ";

  private final Authenticator authenticator;
  private final RequestMetrics metrics;
  private final Deadlines deadlines = new Deadlines();
  private final int maxRequests;
  private final Semaphore slots;

  Gate(Authenticator authenticator, RequestMetrics metrics, int maxRequests) {
    this.authenticator = authenticator;
    this.metrics = metrics;
    this.maxRequests = maxRequests;
    this.slots = new Semaphore(maxRequests);
  }

  /** Works on one request of a route. */
  void pass(Route route, Context context) {
    long startNanos = System.nanoTime();
    String id = RequestId.of(context.header(RequestId.HEADER));
    MDC.put("requestId", id);
    try {
      SecurityHeaders.set(context, id);
      refuseRepeated(context);
      admit(route, context);
    } catch (Exception failure) {
      log(route, Problems.of(failure), failure);
      answer(context, id, Problems.of(failure), failure);
    } finally {
      metrics.record(route, context.res().getStatus(), System.nanoTime() - startNanos);
      MDC.clear();
    }
  }

  private static void refuseRepeated(Context context) {
    List<String> names = new ArrayList<>();
    for (String name : Collections.list(context.req().getHeaderNames())) {
      Collections.list(context.req().getHeaders(name)).forEach(value -> names.add(name));
    }
    String query = Optional.ofNullable(context.queryString()).orElse("");
    RepeatedFields.inHeaders(names)
        .or(() -> RepeatedFields.inQuery(query))
        .ifPresent(
            reason -> {
              throw ProblemException.badRequest(reason);
            });
  }

  private void admit(Route route, Context context) throws Exception {
    if (!slots.tryAcquire()) {
      throw ProblemException.overloaded();
    }
    try (Deadlines.Deadline deadline = deadlines.start(route.timeout())) {
      try {
        Optional<Caller> caller = authenticate(route, context);
        checkBody(route, context);
        Exchange exchange = new Exchange(context, caller, route.maxBodyBytes());
        ActOrigin.<Void, Exception>call(
            exchange.remoteAddress(),
            () -> {
              route.handler().handle(exchange);
              return null;
            });
      } catch (Exception failure) {
        if (deadline.isExpired()) {
          failure.addSuppressed(ProblemException.timedOut());
          throw ProblemException.timedOut();
        }
        throw failure;
      }
    } finally {
      slots.release();
    }
  }

  private Optional<Caller> authenticate(Route route, Context context) {
    Standing standing = route.standing();
    return switch (standing) {
      case ANYONE -> Optional.empty();
      case TOKEN, CURRENT -> {
        Caller caller = authenticator.authenticate(token(context), standing);
        if (!route.admission().admits(caller.roles())) {
          throw ProblemException.forbidden();
        }
        yield Optional.of(caller);
      }
    };
  }

  private static String token(Context context) {
    String header = context.header("Authorization");
    if (header == null || !header.startsWith(BEARER)) {
      throw ProblemException.unauthenticated();
    }
    return header.substring(BEARER.length());
  }

  private static void checkBody(Route route, Context context) throws IOException {
    if (route.maxBodyBytes() == 0) {
      EmptyBody.require(context);
    } else if (context.req().getContentLengthLong() > route.maxBodyBytes()) {
      throw ProblemException.bodyTooLarge(route.maxBodyBytes());
    }
  }

  /** Answers a request that no route fits. */
  void noRoute(Context context, Problem problem) {
    String id = RequestId.of(context.header(RequestId.HEADER));
    SecurityHeaders.set(context, id);
    answer(context, id, problem, null);
  }

  /** Names the route and not the path, which has addresses of people in it. */
  private static void log(Route route, Problem problem, Exception cause) {
    if (problem.status() >= 500) {
      LOG.atWarn()
          .addKeyValue("code", problem.code())
          .addKeyValue("route", route.method() + " " + route.path())
          .setCause(Problems.isExpected(cause) ? null : cause)
          .log("request failed: {}", problem.detail());
    }
  }

  private void answer(Context context, String id, Problem problem, Exception cause) {
    if (context.res().isCommitted()) {
      // Part of the content is out: only a broken connection can say that the rest will not come.
      throw new BrokenReplyException(cause);
    }
    context.res().reset();
    SecurityHeaders.set(context, id);
    if (problem.status() == 401) {
      context.header("WWW-Authenticate", "Bearer");
    }
    if (problem.status() == 503) {
      context.header("Retry-After", "1");
    }
    try {
      send(context, problem.status(), Json.MAPPER.writeValueAsBytes(problem.toBody(id)));
    } catch (IOException gone) {
      throw new BrokenReplyException(gone);
    }
  }

  private void send(Context context, int status, byte[] body) throws IOException {
    context.status(status).contentType(Problem.MEDIA_TYPE);
    if (UnreadBody.isLeft(context)) {
      context.header("Connection", "close");
      UnreadBody.answerAndDiscard(context, body, deadlines);
    } else {
      context.result(body);
    }
  }

  /** Waits until no request is under way, at most {@code bound}; lets no further one in. */
  boolean drain(Duration bound) throws InterruptedException {
    return slots.tryAcquire(maxRequests, bound.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    deadlines.close();
  }
}
