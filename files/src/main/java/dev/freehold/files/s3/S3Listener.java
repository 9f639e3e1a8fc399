package dev.freehold.files.s3;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
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

/** S3 on one or two addresses. Thread-safe. */
public final class S3Listener implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(S3Listener.class);

  private static final Executor VIRTUAL_THREADS =
      VirtualThreads.getNamedVirtualThreadsExecutor("s3-request-");

  private final Server server;
  private final S3Servlet servlet;
  private final Duration shutdown;
  private final Optional<ServerConnector> https;
  private final Optional<ServerConnector> http;

  private S3Listener(S3Settings settings, S3Services services) {
    server = new Server(threads());
    servlet = new S3Servlet(services, settings);
    shutdown = settings.shutdown();
    https = settings.https().map(address -> https(address, settings.tls().orElseThrow()));
    http = settings.http().map(this::http);
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(new ServletHolder(servlet), "/*");
    server.setHandler(new OnVirtualThreads(VIRTUAL_THREADS, context));
    server.setErrorHandler(new RefusedByServer());
    server.setRequestLog(new S3Metrics(services.meters(), settings.dnsName()));
  }

  /**
   * Starts to answer.
   *
   * @throws IOException if an address cannot be listened on
   */
  public static S3Listener start(S3Settings settings, S3Services services) throws IOException {
    S3Listener listener = new S3Listener(settings, services);
    try {
      listener.server.start();
    } catch (IOException inUse) {
      listener.stop();
      throw inUse;
    } catch (Exception broken) {
      listener.stop();
      throw new IllegalStateException("the S3 listener does not start", broken);
    }
    return listener;
  }

  private static QueuedThreadPool threads() {
    QueuedThreadPool threads = new QueuedThreadPool(S3Limits.MAX_PLATFORM_THREADS, 4);
    threads.setName("s3");
    threads.setVirtualThreadsExecutor(VIRTUAL_THREADS);
    return threads;
  }

  private ServerConnector https(InetSocketAddress address, SSLContext context) {
    HttpConfiguration configuration = configuration();
    SecureRequestCustomizer secure = new SecureRequestCustomizer();
    secure.setSniHostCheck(false); // there is one certificate; the clients check names
    configuration.addCustomizer(secure);
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setSslContext(context);
    tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    return connector(
        address,
        new ServerConnector(
            server,
            1,
            1,
            new SslConnectionFactory(tls, "http/1.1"),
            new HttpConnectionFactory(configuration)));
  }

  private ServerConnector http(InetSocketAddress address) {
    return connector(
        address, new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration())));
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setRequestHeaderSize(S3Limits.MAX_REQUEST_HEADER_BYTES);
    configuration.setOutputBufferSize(S3Limits.OUTPUT_BUFFER_BYTES);
    configuration.setOutputAggregationSize(S3Limits.OUTPUT_BUFFER_BYTES);
    // Keys may have any characters and any segments; paths are never taken for those of files.
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    configuration.setHeaderCacheCaseSensitive(true); // signatures are over headers as they came
    return configuration;
  }

  private ServerConnector connector(InetSocketAddress address, ServerConnector connector) {
    connector.setHost(address.getAddress().getHostAddress());
    connector.setPort(address.getPort());
    connector.setIdleTimeout(S3Limits.IDLE_TIMEOUT.toMillis());
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(S3Limits.MAX_CONNECTIONS, connector));
    return connector;
  }

  /** The port with TLS; empty if there is none. */
  public OptionalInt httpsPort() {
    return https
        .map(ServerConnector::getLocalPort)
        .map(OptionalInt::of)
        .orElseGet(OptionalInt::empty);
  }

  /** The port without TLS; empty if there is none. */
  public OptionalInt httpPort() {
    return http.map(ServerConnector::getLocalPort)
        .map(OptionalInt::of)
        .orElseGet(OptionalInt::empty);
  }

  /** Accepts nothing new, lets requests under way finish within the bound, then stops. */
  @Override
  public void close() {
    CompletableFuture<?>[] connections =
        Stream.of(server.getConnectors())
            .map(Connector::shutdown)
            .toArray(CompletableFuture[]::new);
    try {
      if (servlet.drain(shutdown)) {
        awaitLastBytes(CompletableFuture.allOf(connections));
      } else {
        LOG.warn("S3 requests were still under way after {}; they are broken off", shutdown);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    stop();
  }

  private static void awaitLastBytes(CompletableFuture<Void> closed) throws InterruptedException {
    try {
      closed.get(S3Limits.LAST_BYTES.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException unfinished) {
      LOG.debug("connections were still open at the end", unfinished);
    }
  }

  private void stop() {
    try {
      server.stop();
    } catch (Exception unstopped) {
      LOG.warn("the S3 listener did not stop cleanly", unstopped);
    }
  }
}
