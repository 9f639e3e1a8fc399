package dev.freehold.server.http;

import dev.freehold.vault.http.OnVirtualThreads;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.router.Endpoint;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HTTPS on one address, answering the routes it is given. Thread-safe. */
public final class HttpsListener implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpsListener.class);

  private static final Executor VIRTUAL_THREADS =
      VirtualThreads.getNamedVirtualThreadsExecutor("request-");

  private final Javalin javalin;
  private final Gate gate;
  private final Duration shutdown;

  private HttpsListener(Javalin javalin, Gate gate, Duration shutdown) {
    this.javalin = javalin;
    this.gate = gate;
    this.shutdown = shutdown;
  }

  /**
   * Where and how to listen.
   *
   * @param socket the bound port
   * @param tls the certificate to show; empty for plain HTTP, which is for loopback only
   * @param maxRequests how many requests are worked on at a time
   * @param shutdown how long requests under way may take to finish at the end
   */
  public record Settings(
      ListenSocket socket, Optional<SSLContext> tls, int maxRequests, Duration shutdown) {

    /** HTTPS with this certificate. */
    public Settings(ListenSocket socket, SSLContext tls, int maxRequests, Duration shutdown) {
      this(socket, Optional.of(tls), maxRequests, shutdown);
    }
  }

  /** Starts to answer. The socket is the listener's from now on. */
  public static HttpsListener start(
      Settings settings, List<Route> routes, Authenticator authenticator, MeterRegistry registry) {
    Gate gate = new Gate(authenticator, new RequestMetrics(registry), settings.maxRequests());
    Javalin javalin = Javalin.create(config -> configure(config, settings, routes, gate));
    javalin.start();
    return new HttpsListener(javalin, gate, settings.shutdown());
  }

  private static void configure(
      JavalinConfig config, Settings settings, List<Route> routes, Gate gate) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    // Secrets and chosen text in one compressed answer would leak the secrets by its length.
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.prefer405over404 = true;
    config.http.maxRequestSize = HttpLimits.MAX_JSON_BODY_BYTES;
    config.router.ignoreTrailingSlashes = false;
    config.jetty.threadPool = threads();
    config.jetty.modifyServer(
        server -> server.insertHandler(new OnVirtualThreads(VIRTUAL_THREADS, null)));
    config.jetty.addConnector((server, ignored) -> connector(server, settings));
    for (Route route : routes) {
      addEndpoint(config, route.method(), route, gate);
      if (route.isReading()) {
        // Needs and does what GET does; the server leaves the body out.
        addEndpoint(config, "HEAD", route, gate);
      }
    }
    config.routes.exception(
        HttpResponseException.class,
        (refusal, context) -> gate.noRoute(context, Problems.ofStatus(refusal.getStatus())));
  }

  private static void addEndpoint(JavalinConfig config, String method, Route route, Gate gate) {
    config.routes.addEndpoint(
        new Endpoint(
            HandlerType.findOrCreate(method),
            route.path(),
            context -> gate.pass(route, context),
            Set.of()));
  }

  private static QueuedThreadPool threads() {
    QueuedThreadPool threads = new QueuedThreadPool(HttpLimits.MAX_PLATFORM_THREADS, 4);
    threads.setName("https");
    threads.setVirtualThreadsExecutor(VIRTUAL_THREADS);
    return threads;
  }

  private static Connector connector(Server server, Settings settings) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(HttpLimits.MAX_REQUEST_HEADER_BYTES);
    http.setIdleTimeout(HttpLimits.IDLE_TIMEOUT.toMillis());
    ServerConnector connector = new ServerConnector(server, 1, 1, protocols(settings.tls(), http));
    try {
      connector.open(settings.socket().channel());
    } catch (IOException closed) {
      throw new UncheckedIOException("the listening socket was closed", closed);
    }
    connector.setIdleTimeout(HttpLimits.IDLE_TIMEOUT.toMillis());
    server.addBean(new NetworkConnectionLimit(HttpLimits.MAX_CONNECTIONS, connector));
    return connector;
  }

  private static ConnectionFactory[] protocols(
      Optional<SSLContext> certificate, HttpConfiguration http) {
    if (certificate.isEmpty()) {
      return new ConnectionFactory[] {new HttpConnectionFactory(http)};
    }
    SecureRequestCustomizer secure = new SecureRequestCustomizer();
    secure.setSniHostCheck(false); // there is one certificate; the clients check names
    http.addCustomizer(secure);
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setSslContext(certificate.get());
    tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    return new ConnectionFactory[] {
      new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(http)
    };
  }

  /** The port that is listened on. */
  public int port() {
    return javalin.port();
  }

  /** Accepts nothing new, lets requests under way finish within the bound, then stops. */
  @Override
  public void close() {
    CompletableFuture<?>[] connections =
        Stream.of(javalin.jettyServer().server().getConnectors())
            .map(Connector::shutdown)
            .toArray(CompletableFuture[]::new);
    try {
      if (gate.drain(shutdown)) {
        // Their handlers are done; the last bytes of the answers may still be on their way out.
        awaitLastBytes(CompletableFuture.allOf(connections));
      } else {
        LOG.warn("requests were still under way after {}; they are broken off", shutdown);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    javalin.stop();
    gate.close();
  }

  private static void awaitLastBytes(CompletableFuture<Void> closed) throws InterruptedException {
    try {
      closed.get(HttpLimits.LAST_BYTES.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException unfinished) {
      LOG.debug("connections were still open at the end", unfinished);
    }
  }
}
