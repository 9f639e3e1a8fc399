package dev.freehold.files.s3;

import dev.freehold.files.s3.operation.S3Services;
import dev.freehold.web.WebLimits;
import dev.freehold.web.http.Probes;
import dev.freehold.web.jetty.HttpTimeouts;
import dev.freehold.web.jetty.HttpsListener;
import dev.freehold.web.jetty.ListenerSettings;
import dev.freehold.web.jetty.ProvidedHandler;
import dev.freehold.web.net.ListenSocket;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/** S3 on one port, or two with the plain one. Thread-safe. */
public final class S3Listener implements AutoCloseable {

  private final S3ListenerSettings settings;
  private final S3Servlet servlet;
  private final S3Metrics metrics;
  private final HttpsListener listener;

  private S3Listener(S3ListenerSettings settings, S3Services services) {
    this.settings = settings;
    this.servlet = new S3Servlet(services, settings);
    this.metrics = new S3Metrics(services.meters(), settings.dnsName());
    this.listener = listen();
  }

  /**
   * Starts to answer.
   *
   * @throws dev.freehold.web.WebException ADDRESS_UNUSABLE if an address cannot be listened on
   */
  public static S3Listener start(S3ListenerSettings settings, S3Services services) {
    return new S3Listener(settings, services);
  }

  private HttpsListener listen() {
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(new ServletHolder(servlet), "/*");
    return HttpsListener.start(
        new ListenerSettings(
            "s3",
            ListenSocket.bind(settings.bindAddress(), settings.port()),
            settings.tls(),
            ListenSocket.loopback(settings.plainPort()),
            false,
            settings.shared(),
            settings.readiness(),
            HttpTimeouts.DEFAULT,
            settings.shutdown()),
        new ProvidedHandler(
            context,
            new RefusedByServer(settings.shared().refusals()),
            S3Listener::isProbe,
            Optional.of(metrics),
            S3Listener::configure));
  }

  /**
   * Whether a request for {@code /livez} or {@code /readyz} is not for a bucket of that name, or
   * for a document of another one. S3 answers none that is unsigned, unless a form is posted.
   */
  private static boolean isProbe(Request request) {
    String query = request.getHttpURI().getQuery();
    return Probes.isMethod(request.getMethod())
        && !request.getHeaders().contains(HttpHeader.AUTHORIZATION)
        && (query == null || query.isEmpty());
  }

  private static void configure(HttpConfiguration configuration) {
    configuration.setOutputBufferSize(WebLimits.OUTPUT_BUFFER_BYTES);
    configuration.setOutputAggregationSize(WebLimits.OUTPUT_BUFFER_BYTES);
    // Keys may have any characters and any segments; paths are never taken for those of files.
    configuration.setUriCompliance(UriCompliance.UNSAFE);
  }

  /** The port that is listened on. */
  public int port() {
    return listener.port();
  }

  /** Accepts nothing new, lets requests under way finish within the bound, then stops. */
  @Override
  public void close() {
    listener.close();
  }
}
