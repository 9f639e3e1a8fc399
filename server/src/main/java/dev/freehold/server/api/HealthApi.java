package dev.freehold.server.api;

import dev.freehold.server.http.Exchange;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether the process lives, whether it can serve, and its figures. */
public final class HealthApi {

  /** The media type of figures. */
  public static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final List<Check> checks;
  private final PrometheusMeterRegistry registry;

  /** Answers from these checks and figures. */
  public HealthApi(List<Check> checks, PrometheusMeterRegistry registry) {
    this.checks = List.copyOf(checks);
    this.registry = registry;
  }

  /**
   * One part that the server needs.
   *
   * @param name what it is
   * @param isRequired whether the server is not ready without it; a vault that is down only
   *     degrades
   * @param probe returns if and only if the part works now
   */
  public record Check(String name, boolean isRequired, Runnable probe) {}

  /** {@code GET /livez}: the process answers; nothing else is looked at. */
  void live(Exchange exchange) throws IOException {
    exchange.reply(200, Map.of("status", "live"));
  }

  /** {@code GET /readyz}: 200 if every required part works, else 503; says which does not. */
  void ready(Exchange exchange) throws IOException {
    Map<String, String> parts = new LinkedHashMap<>();
    boolean ready = true;
    boolean degraded = false;
    for (Check check : checks) {
      boolean works = works(check);
      parts.put(check.name(), works ? "ok" : check.isRequired() ? "failed" : "degraded");
      ready &= works || !check.isRequired();
      degraded |= !works;
    }
    String status = !ready ? "not ready" : degraded ? "degraded" : "ready";
    exchange.reply(ready ? 200 : 503, new Readiness(status, parts));
  }

  private static boolean works(Check check) {
    try {
      check.probe().run();
      return true;
    } catch (RuntimeException failed) {
      return false;
    }
  }

  /** {@code GET /metrics}. */
  void metrics(Exchange exchange) {
    exchange.reply(200, PROMETHEUS, registry.scrape().getBytes(StandardCharsets.UTF_8));
  }

  record Readiness(String status, Map<String, String> parts) {}
}
