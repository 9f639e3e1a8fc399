package dev.freehold.files.s3;

import dev.freehold.custody.jobs.ForegroundGauge;
import dev.freehold.files.access.AccessKeys;
import dev.freehold.files.s3.operation.AccessLists;
import dev.freehold.files.s3.operation.S3Services;
import dev.freehold.files.s3.request.ErrorCode;
import dev.freehold.files.s3.request.S3Body;
import dev.freehold.files.s3.request.S3Exchange;
import dev.freehold.files.s3.request.S3Failures;
import dev.freehold.files.s3.request.S3Limits;
import dev.freehold.files.s3.request.S3Request;
import dev.freehold.files.s3.request.S3RequestId;
import dev.freehold.files.s3.request.SignedParts;
import dev.freehold.ledger.ActOrigin;
import dev.freehold.web.http.RepeatedFields;
import dev.freehold.web.http.RequestUri;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.gaul.s3proxy.AwsHttpHeaders;
import org.slf4j.MDC;

/**
 * What every request passes, in this order: its turn, the {@link #CHECKS}, memory for its body, the
 * handler. Thread-safe.
 */
final class S3Servlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  /** What is refused before the handler sees it, in this order, whoever asks. */
  private static final List<Consumer<S3Request>> CHECKS =
      List.of(
          S3Servlet::requireOneOfEach,
          S3Servlet::requireKnownMethod,
          S3Servlet::requireTextPath,
          S3Servlet::refuseOtherOrigins,
          S3Servlet::refuseStateOfHandler,
          request -> AccessLists.require(request.getHeader(AwsHttpHeaders.ACL)),
          SignedParts::require,
          S3Servlet::requireRecordable);

  /** Amazon's libraries send two, which the handler is shown as one. */
  private static final String CONTENT_ENCODING = "content-encoding";

  private static final Pattern SHOWABLE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final transient S3Handler handler;
  private final transient Optional<String> dnsName;
  private final transient S3Body.Places bodies;
  private final transient AccessKeys accessKeys;
  private final transient S3Turns turns;
  private final transient ForegroundGauge foreground;

  S3Servlet(S3Services services, S3ListenerSettings settings) {
    this.handler = new S3Handler(services, settings.dnsName(), settings.shared().refusals());
    this.dnsName = settings.dnsName();
    this.accessKeys = services.accessKeys();
    this.bodies = new S3Body.Places(settings.shared().bodies(), settings.maxRequests() / 2);
    this.turns = new S3Turns(settings.maxRequests(), settings.shared().known());
    this.foreground = services.foreground();
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String id = S3RequestId.next();
    MDC.put(S3RequestId.LOG_KEY, id);
    S3RequestId.begin(response, id);
    try {
      if (!isServed(request, response)) {
        S3Body.discardRest(request, response);
      }
    } finally {
      MDC.remove(S3RequestId.LOG_KEY);
    }
  }

  /** Does what is asked, or answers why not; returns whether it was done. */
  private boolean isServed(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    foreground.enter();
    try {
      serve(new S3Request(request), response);
      return true;
    } catch (IOException | RuntimeException failure) {
      handler.refuse(request, response, failure);
      return false;
    } finally {
      foreground.leave();
    }
  }

  private void serve(S3Request request, HttpServletResponse response) throws IOException {
    try (S3Turns.Turn turn = turns.enter(request)) {
      CHECKS.forEach(check -> check.accept(request));
      boolean isStreamed = request.isTooLongForItsHash() && isContent(request);
      requireHoldable(request, isStreamed);
      S3Body body = bodies.open(request, isStreamed);
      try (body) {
        S3Exchange exchange = new S3Exchange(request, body, response, dnsName, turn::signed);
        ActOrigin.call(
            request.getRemoteAddr(),
            () -> {
              handler.handle(exchange, isStreamed);
              return exchange;
            });
        exchange.caller().ifPresent(caller -> accessKeys.used(caller.accessKeyId()));
      } finally {
        body.giveBack();
      }
    }
  }

  private boolean isContent(S3Request request) {
    return S3Operation.of(
            request.getMethod(),
            request.getRequestURI(),
            request.getQueryString(),
            S3Operation.isBucketInHost(dnsName, request.getServerName()),
            request.getHeader(AwsHttpHeaders.COPY_SOURCE) != null)
        .isContent();
  }

  /**
   * Refuses a request that says the same thing twice. Of two values a signature may cover one and
   * the work be done by the other.
   */
  private static void requireOneOfEach(S3Request request) {
    request
        .getParameterMap()
        .forEach((name, values) -> requireOne(values.length, "parameter", name));
    for (String name : request.headers()) {
      if (!RepeatedFields.isList(name) && !name.equals(CONTENT_ENCODING)) {
        requireOne(count(request.getHeaders(name)), "header", name);
      }
    }
  }

  private static int count(Enumeration<String> values) {
    int count = 0;
    while (values.hasMoreElements()) {
      values.nextElement();
      count++;
    }
    return count;
  }

  private static void requireOne(int times, String kind, String name) {
    if (times > 1) {
      String shown = SHOWABLE.matcher(name).matches() ? kind + " " + name : "same " + kind;
      throw S3Failures.of(
          ErrorCode.INVALID_ARGUMENT, "the %s came %d times; send it once".formatted(shown, times));
    }
  }

  private static void requireKnownMethod(S3Request request) {
    if (!request.hasKnownMethod() && !request.getMethod().equals("OPTIONS")) {
      throw S3Failures.of(
          ErrorCode.METHOD_NOT_ALLOWED, "the method is not allowed against this resource");
    }
  }

  /** The handler would put the same character for any bytes that are no text: one name for all. */
  private static void requireTextPath(S3Request request) {
    if (!RequestUri.isUtf8(request.getRequestURI())) {
      throw S3Failures.of(
          ErrorCode.INVALID_URI, "the path is not UTF-8; encode the name of the object anew");
    }
  }

  /**
   * No origin may share anything; the handler would tell, without looking at the signature, which
   * buckets there are.
   */
  private static void refuseOtherOrigins(S3Request request) {
    if (request.getMethod().equals("OPTIONS")) {
      throw S3Failures.of(ErrorCode.ACCESS_DENIED, "cross-origin requests are not allowed");
    }
  }

  /** The handler would tell anybody its version and how long it has been running. */
  private static void refuseStateOfHandler(S3Request request) {
    if (request.getMethod().equals("GET")
        && request.getRequestURI().equals("/" + S3Request.RESERVED_BUCKET)) {
      throw S3Failures.of(ErrorCode.NO_SUCH_BUCKET, "no such bucket");
    }
  }

  /** The order of parts is read from a completion's record, which must have all of it. */
  private static void requireRecordable(S3Request request) {
    if (request.isCompletion()
        && request.getContentLengthLong() > S3Limits.MAX_COMPLETION_BODY_BYTES) {
      throw S3Failures.of(
          ErrorCode.MAX_MESSAGE_LENGTH_EXCEEDED,
          "a list of parts has at most %d bytes".formatted(S3Limits.MAX_COMPLETION_BODY_BYTES));
    }
  }

  private static void requireHoldable(S3Request request, boolean isStreamed) {
    if (!isStreamed
        && request.isHeld()
        && request.getContentLengthLong() > S3Limits.MAX_BUFFERED_BODY_BYTES) {
      throw S3Failures.tooLongToHold();
    }
  }
}
