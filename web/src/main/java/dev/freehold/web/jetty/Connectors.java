package dev.freehold.web.jetty;

import dev.freehold.web.WebError;
import dev.freehold.web.WebException;
import dev.freehold.web.net.ConnectionShares;
import dev.freehold.web.net.ListenSocket;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Makes the connectors of one listener, whose connections are counted together. */
final class Connectors {

  private final Server server;
  private final ListenerSettings settings;
  private final Consumer<HttpConfiguration> http;
  private final ConnectionShares shares;

  Connectors(Server server, ListenerSettings settings, Consumer<HttpConfiguration> http) {
    this.server = server;
    this.settings = settings;
    this.http = http;
    this.shares =
        new ConnectionShares(
            settings.shared().connections(),
            settings.shared().known(),
            settings.shared().proxies());
  }

  ServerConnector on(ListenSocket socket, Optional<SSLContext> tls) {
    ServerConnector connector =
        new SharedConnector(
            server,
            shares,
            Protocols.over(tls, settings.hasHttp2(), settings.shared().proxies(), http));
    try {
      connector.open(socket.channel());
    } catch (IOException closed) {
      throw new WebException(WebError.LISTEN, "the listening socket was closed", closed);
    }
    HttpTimeouts timeouts = settings.timeouts();
    connector.setIdleTimeout(timeouts.idle().toMillis());
    connector.addBean(
        new Sweep(
            connector.getScheduler(),
            (connection, openedNanos) -> {
              Sweep.Look headers = new HeaderDeadline(connection, timeouts.header(), openedNanos);
              Sweep.Look rate = new LeastRate(connection, timeouts.behind(), openedNanos);
              return nowNanos -> {
                headers.at(nowNanos);
                rate.at(nowNanos);
              };
            }));
    server.addConnector(connector);
    return connector;
  }
}
