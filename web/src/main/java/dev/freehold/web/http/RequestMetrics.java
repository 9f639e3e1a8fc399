package dev.freehold.web.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Counts and times requests by route and status; never by anything that a client chooses. */
public final class RequestMetrics {

  private final MeterRegistry registry;
  private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

  /** Writes to {@code registry}. */
  public RequestMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void record(Route<?, ?> route, int status, long nanos) {
    timers
        .computeIfAbsent(new Key(route.method(), route.path().toString(), status), this::timer)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer timer(Key key) {
    return Timer.builder("freehold.http.requests")
        .description("requests by route and status")
        .tag("method", key.method())
        .tag("route", key.path())
        .tag("status", Integer.toString(key.status()))
        .register(registry);
  }

  private record Key(String method, String path, int status) {}
}
