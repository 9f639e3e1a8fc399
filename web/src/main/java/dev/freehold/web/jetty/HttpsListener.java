package dev.freehold.web.jetty;

import dev.freehold.web.WebError;
import dev.freehold.web.WebException;
import dev.freehold.web.http.WebService;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP/1.1 and HTTP/2 over TLS 1.2 or newer, on one port. Requests run on virtual threads, so one
 * that waits for the database or for a slow body delays no other. Thread-safe.
 */
public final class HttpsListener implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpsListener.class);

  private final Server server;
  private final ServerConnector connector;
  private final Optional<ServerConnector> plain;

  private HttpsListener(Server server, ServerConnector connector, Optional<ServerConnector> plain) {
    this.server = server;
    this.connector = connector;
    this.plain = plain;
  }

  /**
   * Starts to answer requests with {@code service}.
   *
   * @throws WebException LISTEN if the server does not start
   */
  public static HttpsListener start(ListenerSettings settings, WebService service) {
    return start(settings, ServiceHandler.of(service, settings));
  }

  static HttpsListener start(ListenerSettings settings, ServiceHandler handler) {
    return start(
        settings,
        new ProvidedHandler(handler, handler::refuse, _ -> true, Optional.empty(), _ -> {}));
  }

  /**
   * Begins to answer with a handler of Jetty's, for protocols that need one.
   *
   * @throws WebException LISTEN if the server does not start
   */
  public static HttpsListener start(ListenerSettings settings, ProvidedHandler service) {
    Server server = new Server(new ListenerThreads(settings.name() + "-"));
    Connectors connectors = new Connectors(server, settings, service.http());
    HttpsListener listener =
        new HttpsListener(
            server,
            connectors.on(settings.socket(), settings.tls()),
            settings.plain().map(socket -> connectors.on(socket, Optional.empty())));
    server.setStopTimeout(settings.shutdown().toMillis());
    server.setErrorHandler(ComeAgain.before(service.refusals()));
    ProbeHandler probes = new ProbeHandler(settings, service);
    service.log().map(probes::without).ifPresent(server::setRequestLog);
    Handler plain = new PlainTarget(probes, service.refusals());
    server.setHandler(new ComeAgain(new GracefulHandler(plain)));
    try {
      server.start();
    } catch (Exception e) { // the interface of Jetty declares no narrower one
      listener.close();
      throw new WebException(WebError.LISTEN, "the HTTPS server does not start", e);
    }
    return listener;
  }

  /** The port that is listened on. */
  public int port() {
    return connector.getLocalPort();
  }

  /** The second port, without TLS; empty if there is none. */
  public OptionalInt plainPort() {
    return plain.map(second -> OptionalInt.of(second.getLocalPort())).orElseGet(OptionalInt::empty);
  }

  /** Takes no more requests, lets those under way finish within the bound, then stops. */
  @Override
  public void close() {
    try {
      stop();
      connector.close();
      plain.ifPresent(ServerConnector::close);
    } catch (TimeoutException e) {
      // Jetty has stopped all the same. An HTTP/2 client that leaves at this moment may never say
      // that it is done.
      LOG.info("connections were cut because they did not end in time", e);
    } catch (Exception e) { // the interface of Jetty declares no narrower one
      throw new WebException(WebError.LISTEN, "the HTTPS server does not stop", e);
    }
  }

  private void stop() throws Exception {
    try {
      server.stop();
    } catch (RuntimeException e) {
      // Jetty 12.1 trips when it cuts an idle connection whose request is being read just then, and
      // leaves off half way. That connection is gone now; what is left is stopped by asking again.
      LOG.info("the HTTPS server is stopped once more", e);
      server.stop();
    }
  }
}
