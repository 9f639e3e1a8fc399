package dev.freehold.vault.http;

import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import dev.freehold.vault.VaultLimits;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.IncomingRequest;
import dev.freehold.vault.wire.WireError;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP/1.1 and HTTP/2 over TLS 1.2 or newer. Requests run on virtual threads, so one that waits for
 * the database or for a slow body holds up no other.
 */
public final class HttpsListener implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpsListener.class);

  private static final int MAX_THREADS = 16;

  private final Server server;
  private final ServerConnector connector;
  private final HttpTimeouts timeouts;
  private final BodyMemory bodies;
  private final BodyMemory contents;

  private HttpsListener(
      Server server,
      ServerConnector connector,
      HttpTimeouts timeouts,
      BodyMemory bodies,
      BodyMemory contents) {
    this.server = server;
    this.timeouts = timeouts;
    this.connector = connector;
    this.bodies = bodies;
    this.contents = contents;
  }

  /**
   * Opens the port; connections wait until {@link #serve}.
   *
   * @param known networks that strangers do not keep out
   * @throws VaultException LISTEN if the port is taken or the address is not this machine's
   */
  public static HttpsListener bind(
      String address, int port, SSLContext tls, HttpTimeouts timeouts, KnownNetworks known) {
    return bind(
        address,
        port,
        tls,
        timeouts,
        known,
        new BodyMemory(HttpLimits.MAX_BODIES_BYTES),
        new BodyMemory(HttpLimits.MAX_CONTENTS_BYTES));
  }

  static HttpsListener bind(
      String address,
      int port,
      SSLContext tls,
      HttpTimeouts timeouts,
      KnownNetworks known,
      BodyMemory bodies,
      BodyMemory contents) {
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
    threads.setName("vault-http");
    threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
    Server server = new Server(threads);
    ServerConnector connector =
        new SharedConnector(server, new ConnectionShares(known), Protocols.over(serverTls(tls)));
    connector.setHost(address);
    connector.setPort(port);
    connector.setIdleTimeout(timeouts.idle().toMillis());
    connector.addBean(new HeaderDeadline(connector.getScheduler(), timeouts.header()));
    server.addConnector(connector);
    server.setStopTimeout(VaultLimits.STOP_TIMEOUT.toMillis());
    server.setErrorHandler(HttpsListener::refuse);
    try {
      connector.open();
    } catch (IOException e) {
      throw new VaultException(
          VaultError.LISTEN,
          "cannot listen on %s port %d; is another server using it?".formatted(address, port),
          e);
    }
    return new HttpsListener(server, connector, timeouts, bodies, contents);
  }

  /** The port that is listened on. */
  public int port() {
    return connector.getLocalPort();
  }

  /**
   * Begins to answer with what {@code service} says, which must not throw.
   *
   * @throws VaultException LISTEN if the server does not start
   */
  public void serve(Function<IncomingRequest, Answer> service) {
    Handler handler =
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            Answer answer;
            try (JettyRequest incoming = new JettyRequest(request, timeouts.body(), bodies)) {
              answer = service.apply(incoming);
            }
            write(answer, request, response, callback);
            return true;
          }
        };
    server.setHandler(
        new GracefulHandler(
            new OnVirtualThreads(VirtualThreads.getDefaultVirtualThreadsExecutor(), handler)));
    try {
      server.start();
    } catch (Exception e) { // the interface of Jetty declares no narrower one
      close();
      throw new VaultException(VaultError.LISTEN, "the HTTPS server does not start", e);
    }
  }

  /** However slowly clients read: what waits for them is bounded. */
  private void write(Answer answer, Request request, Response response, Callback callback) {
    long bytes = answer.content().map(content -> (long) content.bytes().length).orElse(0L);
    if (contents.take(bytes)) {
      Callback givenBack = Callback.from(callback, () -> contents.give(bytes));
      AnswerWriter.write(answer, request, response, givenBack);
    } else {
      AnswerWriter.write(WireError.unavailable().toAnswer(), request, response, callback);
    }
  }

  /** Takes no more requests, lets those under way finish for five seconds, then stops. */
  @Override
  public void close() {
    try {
      stop();
      connector.close();
    } catch (TimeoutException e) {
      // Jetty has stopped all the same. An HTTP/2 client that leaves at this moment may never say
      // that it is done.
      LOG.info("connections were cut because they did not end in time", e);
    } catch (Exception e) { // the interface of Jetty declares no narrower one
      throw new VaultException(VaultError.LISTEN, "the HTTPS server does not stop", e);
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

  private static SslContextFactory.Server serverTls(SSLContext context) {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setSslContext(context);
    tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    return tls;
  }

  /** Answers what Jetty refuses before it is a request: bad syntax, too long headers. */
  private static boolean refuse(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    String code = status >= 500 ? "InternalServerError" : "BadParameter";
    WireError error = WireError.of(status, code, "The request is not valid HTTP, or too long.");
    AnswerWriter.write(error.toAnswer(), request, response, callback);
    return true;
  }
}
