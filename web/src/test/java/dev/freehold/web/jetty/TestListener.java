package dev.freehold.web.jetty;

import dev.freehold.web.WebLimits;
import dev.freehold.web.http.BodyMemory;
import dev.freehold.web.http.Readiness;
import dev.freehold.web.http.RefusalLog;
import dev.freehold.web.http.SharedBounds;
import dev.freehold.web.http.WebService;
import dev.freehold.web.net.ConnectionBounds;
import dev.freehold.web.net.KnownNetworks;
import dev.freehold.web.net.ListenSocket;
import dev.freehold.web.net.Proxies;
import dev.freehold.web.tls.LocalAuthority;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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

  /** Behind proxies, with TLS or without. */
  static TestListener behind(Proxies proxies, Path folder, boolean isPlain, WebService service) {
    SharedBounds own = SharedBounds.ofProcess();
    return start(
        folder,
        HttpTimeouts.DEFAULT,
        service,
        shared(own.bodies(), own.answers(), proxies),
        () -> Readiness.READY,
        isPlain,
        !isPlain);
  }

  /** With TLS, in which HTTP/1.1 alone is spoken. */
  static TestListener withoutHttp2(Path folder, HttpTimeouts timeouts, WebService service) {
    return start(
        folder, timeouts, service, SharedBounds.ofProcess(), () -> Readiness.READY, false, false);
  }

  static TestListener start(
      Path folder,
      HttpTimeouts timeouts,
      WebService service,
      BodyMemory bodies,
      BodyMemory answers) {
    return start(
        folder,
        timeouts,
        service,
        shared(bodies, answers, Proxies.NONE),
        () -> Readiness.READY,
        false,
        true);
  }

  private static SharedBounds shared(BodyMemory bodies, BodyMemory answers, Proxies proxies) {
    return new SharedBounds(
        bodies,
        answers,
        new KnownNetworks(),
        new RefusalLog(),
        proxies,
        ConnectionBounds.of(MAX_CONNECTIONS));
  }

  /** One that says of itself what {@code readiness} says. */
  static TestListener ready(Path folder, WebService service, Supplier<Readiness> readiness) {
    return start(
        folder, HttpTimeouts.DEFAULT, service, SharedBounds.ofProcess(), readiness, false, true);
  }

  private static TestListener start(
      Path folder,
      HttpTimeouts timeouts,
      WebService service,
      SharedBounds shared,
      Supplier<Readiness> readiness,
      boolean isPlain,
      boolean hasHttp2) {
    LocalAuthority authority = LocalAuthority.open(folder, List.of("localhost"), Clock.systemUTC());
    ListenerSettings settings =
        new ListenerSettings(
            "test",
            ListenSocket.bind("127.0.0.1", 0),
            isPlain ? Optional.empty() : Optional.of(authority.serverContext(List.of("127.0.0.1"))),
            Optional.empty(),
            hasHttp2,
            shared,
            readiness,
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
