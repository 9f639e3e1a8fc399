package dev.freehold.web.jetty;

import dev.freehold.web.WebLimits;
import dev.freehold.web.http.BodyMemory;
import dev.freehold.web.http.SharedBounds;
import dev.freehold.web.http.WebService;
import dev.freehold.web.net.ConnectionBounds;
import dev.freehold.web.net.KnownNetworks;
import dev.freehold.web.net.ListenSocket;
import dev.freehold.web.tls.LocalAuthority;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** A listener on a free port of this machine, and what its clients trust. */
record TestListener(HttpsListener listener, SSLContext clientTls) implements AutoCloseable {

  static final int MAX_CONNECTIONS = 1024;

  static TestListener start(Path folder, HttpTimeouts timeouts, WebService service) {
    return start(
        folder,
        timeouts,
        service,
        SharedBounds.ofProcess().bodies(),
        SharedBounds.ofProcess().answers());
  }

  static TestListener start(
      Path folder,
      HttpTimeouts timeouts,
      WebService service,
      BodyMemory bodies,
      BodyMemory answers) {
    LocalAuthority authority = LocalAuthority.open(folder, List.of("localhost"), Clock.systemUTC());
    ListenerSettings settings =
        new ListenerSettings(
            "test",
            ListenSocket.bind("127.0.0.1", 0),
            Optional.of(authority.serverContext(List.of("127.0.0.1"))),
            true,
            ConnectionBounds.of(MAX_CONNECTIONS),
            new SharedBounds(bodies, answers, new KnownNetworks()),
            timeouts,
            WebLimits.STOP_TIMEOUT);
    HttpsListener listener = HttpsListener.start(settings, service);
    return new TestListener(listener, authority.clientContext());
  }

  int port() {
    return listener.port();
  }

  @Override
  public void close() {
    listener.close();
  }
}
