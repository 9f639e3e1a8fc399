package dev.freehold.web.jetty;

import dev.freehold.web.net.Proxies;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ProxyConnectionFactory;

/**
 * Reads the header of the PROXY protocol, version 1 or 2, where a trusted proxy begins a connection
 * with it. To anybody else's connection it does nothing, so the header fails there as what it is:
 * not TLS.
 */
final class ProxyHeader extends ProxyConnectionFactory {

  private final Proxies proxies;

  ProxyHeader(Proxies proxies) {
    this.proxies = proxies;
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    return proxies.has(address(endPoint.getRemoteSocketAddress()))
        ? super.newConnection(connector, endPoint)
        : connector
            .getConnectionFactory(findNextProtocol(connector))
            .newConnection(connector, endPoint);
  }

  /** The address in a socket's address; empty if it has none. */
  static String address(SocketAddress socket) {
    return socket instanceof InetSocketAddress peer && peer.getAddress() != null
        ? peer.getAddress().getHostAddress()
        : "";
  }
}
