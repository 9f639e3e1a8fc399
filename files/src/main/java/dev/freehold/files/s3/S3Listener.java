package dev.freehold.files.s3;

import dev.freehold.web.jetty.HandlerService;
import dev.freehold.web.jetty.HttpTimeouts;
import dev.freehold.web.jetty.HttpsListener;
import dev.freehold.web.jetty.ListenerSettings;
import dev.freehold.web.net.ConnectionBounds;
import dev.freehold.web.net.ListenSocket;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;

/** S3 on one or two addresses. Thread-safe. */
public final class S3Listener implements AutoCloseable {

  private final S3Settings settings;
  private final S3Servlet servlet;
  private final S3Metrics metrics;
  private final Optional<HttpsListener> https;
  private final Optional<HttpsListener> http;

  private S3Listener(S3Settings settings, S3Services services) {
    this.settings = settings;
    this.servlet = new S3Servlet(services, settings);
    this.metrics = new S3Metrics(services.meters(), settings.dnsName());
    this.https = settings.https().map(address -> listen("s3", address, settings.tls()));
    try {
      this.http = settings.http().map(address -> listen("s3-plain", address, Optional.empty()));
    } catch (RuntimeException unusable) {
      https.ifPresent(HttpsListener::close);
      throw unusable;
    }
  }

  /**
   * Starts to answer.
   *
   * @throws dev.freehold.web.WebException ADDRESS_UNUSABLE if an address cannot be listened on
   */
  public static S3Listener start(S3Settings settings, S3Services services) {
    return new S3Listener(settings, services);
  }

  private HttpsListener listen(String name, InetSocketAddress address, Optional<SSLContext> tls) {
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(new ServletHolder(servlet), "/*");
    return HttpsListener.start(
        new ListenerSettings(
            name,
            ListenSocket.bind(address.getAddress().getHostAddress(), address.getPort()),
            tls,
            false,
            ConnectionBounds.of(S3Limits.MAX_CONNECTIONS),
            settings.shared(),
            HttpTimeouts.DEFAULT,
            settings.shutdown()),
        new HandlerService(
            context, new RefusedByServer(), Optional.of(metrics), S3Listener::configure));
  }

  private static void configure(HttpConfiguration configuration) {
    configuration.setOutputBufferSize(S3Limits.OUTPUT_BUFFER_BYTES);
    configuration.setOutputAggregationSize(S3Limits.OUTPUT_BUFFER_BYTES);
    // Keys may have any characters and any segments; paths are never taken for those of files.
    configuration.setUriCompliance(UriCompliance.UNSAFE);
  }

  /** The port with TLS; empty if there is none. */
  public OptionalInt httpsPort() {
    return port(https);
  }

  /** The port without TLS; empty if there is none. */
  public OptionalInt httpPort() {
    return port(http);
  }

  private static OptionalInt port(Optional<HttpsListener> listener) {
    return listener.map(HttpsListener::port).map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }

  /** Accepts nothing new, lets requests under way finish within the bound, then stops. */
  @Override
  public void close() {
    try {
      https.ifPresent(HttpsListener::close);
    } finally {
      http.ifPresent(HttpsListener::close);
    }
  }
}
