package dev.freehold.web.jetty;

import dev.freehold.web.WebLimits;
import dev.freehold.web.net.Proxies;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.WindowRateControl;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** What is spoken on a connection: TLS, in it HTTP/2 for those who ask for it, else HTTP/1.1. */
final class Protocols {

  private static final String HTTP_1 = "http/1.1";
  private static final String HTTP_2 = "h2";

  /**
   * What a path may have although other servers would read it in another way. RequestUri splits the
   * path as it came and decodes each segment on its own, so nothing here is ambiguous: an encoded
   * slash, backslash, percent sign or semicolon is a character of a name. Encoded dots stay
   * refused: no client encodes them. An empty segment stands for "latest version" in the paths of
   * the official clients.
   */
  private static final Set<Violation> ALLOWED =
      EnumSet.of(
          Violation.AMBIGUOUS_EMPTY_SEGMENT,
          Violation.AMBIGUOUS_PATH_ENCODING,
          Violation.AMBIGUOUS_PATH_PARAMETER,
          Violation.AMBIGUOUS_PATH_SEPARATOR,
          Violation.SUSPICIOUS_PATH_CHARACTERS);

  private Protocols() {}

  /** The factories of a connector, the outermost first; without a certificate plain HTTP/1.1. */
  static ConnectionFactory[] over(
      Optional<SSLContext> certificate,
      boolean hasHttp2,
      Proxies proxies,
      Consumer<HttpConfiguration> http) {
    HttpConfiguration configuration = configuration();
    http.accept(configuration);
    configuration.addCustomizer(new ClientAddress(proxies));
    List<ConnectionFactory> factories = new ArrayList<>();
    if (proxies.sendHeader()) {
      factories.add(new ProxyHeader(proxies));
    }
    certificate.ifPresent(
        shown -> {
          // The host is checked by whoever answers; the clients check the name in the certificate.
          configuration.addCustomizer(new SecureRequestCustomizer(false));
          factories.addAll(overTls(tls(shown), hasHttp2, configuration));
        });
    factories.add(new HttpConnectionFactory(configuration));
    return factories.toArray(ConnectionFactory[]::new);
  }

  private static List<ConnectionFactory> overTls(
      SslContextFactory.Server tls, boolean hasHttp2, HttpConfiguration configuration) {
    if (!hasHttp2) {
      return List.of(new SslConnectionFactory(tls, HTTP_1));
    }
    ALPNServerConnectionFactory choice = new ALPNServerConnectionFactory(HTTP_2, HTTP_1);
    choice.setDefaultProtocol(HTTP_1);
    return List.of(
        new SslConnectionFactory(tls, choice.getProtocol()), choice, http2(configuration));
  }

  private static SslContextFactory.Server tls(SSLContext context) {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setSslContext(context);
    tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    return tls;
  }

  private static HTTP2ServerConnectionFactory http2(HttpConfiguration configuration) {
    HTTP2ServerConnectionFactory factory = new HTTP2ServerConnectionFactory(configuration);
    factory.setMaxConcurrentStreams(WebLimits.MAX_STREAMS);
    factory.setMaxSettingsKeys(WebLimits.MAX_SETTINGS);
    factory.setInitialStreamRecvWindow(WebLimits.STREAM_WINDOW_BYTES);
    factory.setInitialSessionRecvWindow(WebLimits.SESSION_WINDOW_BYTES);
    factory.setRateControlFactory(
        new WindowRateControl.Factory(WebLimits.MAX_IDLE_FRAMES_PER_SECOND));
    return factory;
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setRequestHeaderSize(WebLimits.MAX_HEADER_BYTES);
    // Otherwise a header that differs from an earlier one in case only takes the earlier's value.
    configuration.setHeaderCacheCaseSensitive(true);
    // Searching the cache for a token, a header of 1 KiB, cost a tenth of a small request.
    configuration.setHeaderCacheSize(0);
    configuration.setUriCompliance(UriCompliance.from(ALLOWED));
    return configuration;
  }
}
