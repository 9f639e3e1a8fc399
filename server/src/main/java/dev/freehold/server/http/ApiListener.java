package dev.freehold.server.http;

import dev.freehold.web.http.Gate;
import dev.freehold.web.http.Readiness;
import dev.freehold.web.http.Route;
import dev.freehold.web.http.SharedBounds;
import dev.freehold.web.jetty.HttpTimeouts;
import dev.freehold.web.jetty.HttpsListener;
import dev.freehold.web.jetty.ListenerSettings;
import dev.freehold.web.net.ListenSocket;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** The HTTPS listener of the REST API, on one address. Thread-safe. */
public final class ApiListener implements AutoCloseable {

  private final HttpsListener listener;
  private final Gate<Admission, Handler> gate;

  private ApiListener(HttpsListener listener, Gate<Admission, Handler> gate) {
    this.listener = listener;
    this.gate = gate;
  }

  /**
   * Where and how to listen.
   *
   * @param socket the bound port
   * @param tls the certificate to show; empty for plain HTTP, which is for loopback only
   * @param plain a second port, on loopback, for a proxy on this machine that does TLS
   * @param shared the bounds that all listeners of the process share
   * @param readiness the answer of {@code /readyz}; must not throw
   * @param maxRequests how many requests are worked on at a time
   * @param shutdown how long requests under way may take to finish at the end
   */
  public record Settings(
      ListenSocket socket,
      Optional<SSLContext> tls,
      Optional<ListenSocket> plain,
      SharedBounds shared,
      Supplier<Readiness> readiness,
      int maxRequests,
      Duration shutdown) {

    /** HTTPS with this certificate. */
    public Settings(
        ListenSocket socket,
        SSLContext tls,
        SharedBounds shared,
        Supplier<Readiness> readiness,
        int maxRequests,
        Duration shutdown) {
      this(socket, Optional.of(tls), Optional.empty(), shared, readiness, maxRequests, shutdown);
    }
  }

  /** Starts to answer. The socket is the listener's from now on. */
  public static ApiListener start(
      Settings settings,
      List<Route<Admission, Handler>> routes,
      Authenticator authenticator,
      MeterRegistry registry) {
    Gate<Admission, Handler> gate =
        ApiGate.of(routes, authenticator, registry, settings.shared(), settings.maxRequests());
    ListenerSettings listening =
        new ListenerSettings(
            "api",
            settings.socket(),
            settings.tls(),
            settings.plain(),
            false,
            settings.shared(),
            settings.readiness(),
            HttpTimeouts.DEFAULT,
            settings.shutdown());
    return new ApiListener(HttpsListener.start(listening, gate), gate);
  }

  /** The port that is listened on. */
  public int port() {
    return listener.port();
  }

  /** Accepts nothing new, lets requests under way finish within the bound, then stops. */
  @Override
  public void close() {
    listener.close();
    gate.close();
  }
}
