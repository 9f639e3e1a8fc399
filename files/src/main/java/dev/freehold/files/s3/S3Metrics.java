package dev.freehold.files.s3;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;

/**
 * Counts and times requests by operation and outcome, and the bytes of their bodies by operation;
 * never by anything a client chooses. As the server's log of requests it is told of each when its
 * answer is complete or broken off, also of those that never reach the servlet. Thread-safe.
 */
final class S3Metrics implements RequestLog {

  private static final String COPY_SOURCE = "x-amz-copy-source";
  private static final String BROKEN = "broken";

  private final MeterRegistry registry;
  private final Optional<String> dnsName;
  private final Map<Key, Timer> timers = new ConcurrentHashMap<>();
  private final Map<S3Operation, Counter> received = new EnumMap<>(S3Operation.class);
  private final Map<S3Operation, Counter> sent = new EnumMap<>(S3Operation.class);

  S3Metrics(MeterRegistry registry, Optional<String> dnsName) {
    this.registry = registry;
    this.dnsName = dnsName;
    for (S3Operation operation : S3Operation.values()) {
      received.put(operation, bytes("freehold.s3.received", "bodies of requests", operation));
      sent.put(operation, bytes("freehold.s3.sent", "bodies of answers", operation));
    }
  }

  private Counter bytes(String name, String description, S3Operation operation) {
    return Counter.builder(name)
        .description(description)
        .baseUnit("bytes")
        .tag("operation", operation.label())
        .register(registry);
  }

  @Override
  public void log(Request request, Response response) {
    S3Operation operation =
        S3Operation.of(
            request.getMethod(),
            String.valueOf(request.getHttpURI().getPath()),
            request.getHttpURI().getQuery(),
            S3Operation.isBucketInHost(dnsName, Request.getServerName(request)),
            request.getHeaders().contains(COPY_SOURCE));
    received.get(operation).increment((double) Math.max(0, Request.getContentBytesRead(request)));
    sent.get(operation).increment((double) Math.max(0, Response.getContentBytesWritten(response)));
    // Last: who sees that a request is counted sees its bytes.
    timers
        .computeIfAbsent(new Key(operation, outcome(request, response)), this::timer)
        .record(System.nanoTime() - request.getHeadersNanoTime(), TimeUnit.NANOSECONDS);
  }

  /** The class of the status, or that less came than the headers had said. */
  private static String outcome(Request request, Response response) {
    long announced = response.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
    // What the server itself refuses is written past this count.
    boolean isBroken =
        response.getStatus() < HttpStatus.BAD_REQUEST_400
            && !"HEAD".equals(request.getMethod())
            && Response.getContentBytesWritten(response) < announced;
    return isBroken ? BROKEN : response.getStatus() / 100 + "xx";
  }

  private Timer timer(Key key) {
    return Timer.builder("freehold.s3.requests")
        .description("S3 requests by operation and outcome")
        .tag("operation", key.operation().label())
        .tag("outcome", key.outcome())
        .register(registry);
  }

  private record Key(S3Operation operation, String outcome) {}
}
