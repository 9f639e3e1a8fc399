package dev.freehold.server.health;

import dev.freehold.server.http.HttpLimits;
import dev.freehold.server.http.Problems;
import dev.freehold.web.WebException;
import dev.freehold.web.http.Gate;
import dev.freehold.web.http.PathPattern;
import dev.freehold.web.http.RequestMetrics;
import dev.freehold.web.http.Route;
import dev.freehold.web.http.RouteTable;
import dev.freehold.web.http.SharedBounds;
import dev.freehold.web.http.WebResponse;
import dev.freehold.web.jetty.HttpTimeouts;
import dev.freehold.web.jetty.HttpsListener;
import dev.freehold.web.jetty.ListenerSettings;
import dev.freehold.web.net.ListenSocket;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * {@code /metrics} and {@code /health}, on a separate address: plain HTTP for this machine, HTTPS
 * with a token for others. Thread-safe.
 */
public final class MetricsListener implements AutoCloseable {

  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final Duration SHUTDOWN = Duration.ofSeconds(1);

  private final HttpsListener listener;
  private final Gate<ScrapeRule, Page> gate;
  private final URI uri;

  @FunctionalInterface
  private interface Page {
    void answer(WebResponse response) throws IOException;
  }

  /**
   * Where it answers.
   *
   * @param address to listen on, and who may ask
   * @param name by which others reach it
   * @param tls the certificate for clients elsewhere; asked for only if there can be any
   */
  public record Place(MetricsAddress address, String name, Supplier<SSLContext> tls) {

    Optional<SSLContext> certificate() {
      return address.needsTls() ? Optional.of(tls.get()) : Optional.empty();
    }

    URI uri(int port) {
      return URI.create(
          address.needsTls()
              ? "https://%s:%d".formatted(name, port)
              : "http://%s:%d".formatted(host(address.address()), port));
    }

    private static String host(InetAddress address) {
      return address instanceof Inet6Address
          ? "[%s]".formatted(address.getHostAddress())
          : address.getHostAddress();
    }
  }

  private MetricsListener(HttpsListener listener, Gate<ScrapeRule, Page> gate, URI uri) {
    this.listener = listener;
    this.gate = gate;
    this.uri = uri;
  }

  /**
   * Starts to answer.
   *
   * @throws WebException ADDRESS_UNUSABLE if the address cannot be listened on
   */
  public static MetricsListener start(
      Place place, Health health, PrometheusMeterRegistry meters, SharedBounds shared) {
    ListenerSettings settings =
        new ListenerSettings(
            "metrics",
            bind(place.address()),
            place.certificate(),
            Optional.empty(),
            false,
            shared.with(HttpLimits.MAX_METRICS_CONNECTIONS),
            health.readiness(),
            HttpTimeouts.DEFAULT,
            SHUTDOWN);
    ScrapeRule rule = new ScrapeRule(place.address().token());
    Gate<ScrapeRule, Page> gate =
        new Gate<>(
            RouteTable.exact(
                    List.of(
                        route("Get the metrics", "/metrics", rule, to -> metrics(meters, to)),
                        route("Get how the parts are", "/health", rule, to -> health(health, to))))
                .withHead(),
            (match, _, request, response) -> {
              match.route().access().require(request);
              shared.known().remember(request.remoteAddress());
              match.route().handler().answer(response);
            },
            Problems::of,
            new RequestMetrics(meters),
            shared.refusals());
    HttpsListener listener = HttpsListener.start(settings, gate);
    return new MetricsListener(listener, gate, place.uri(listener.port()));
  }

  private static ListenSocket bind(MetricsAddress address) {
    try {
      return ListenSocket.bind(address.address().getHostAddress(), address.port());
    } catch (WebException unusable) {
      throw new WebException(
          unusable.error(),
          "metrics: %s; choose another freehold.metrics.port, of a witness --metrics-port"
              .formatted(unusable.getMessage()),
          unusable);
    }
  }

  private static Route<ScrapeRule, Page> route(
      String operation, String path, ScrapeRule rule, Page page) {
    return new Route<>(
        "GET", PathPattern.of(path), operation, rule, 0, HttpLimits.SHORT_REQUEST, page);
  }

  private static void metrics(PrometheusMeterRegistry meters, WebResponse response) {
    response.header("Content-Type", PROMETHEUS);
    response.send(200, meters.scrape().getBytes(StandardCharsets.UTF_8));
  }

  private static void health(Health health, WebResponse response) throws IOException {
    HealthReport report = health.look();
    response.header("Content-Type", "application/json");
    response.send(report.readiness().status(), report.toJson());
  }

  /** Where it answers, without a path. */
  public URI uri() {
    return uri;
  }

  /** Accepts nothing new and stops. */
  @Override
  public void close() {
    listener.close();
    gate.close();
  }
}
