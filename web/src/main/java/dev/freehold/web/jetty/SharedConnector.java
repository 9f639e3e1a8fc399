package dev.freehold.web.jetty;

import dev.freehold.web.net.ConnectionShares;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Closes connections that have no place before anything is read from them. */
final class SharedConnector extends ServerConnector {

  private final ConnectionShares shares;
  private final Map<EndPoint, ConnectionShares.Place> places = new ConcurrentHashMap<>();

  SharedConnector(Server server, ConnectionShares shares, ConnectionFactory... factories) {
    super(server, factories);
    this.shares = shares;
  }

  @Override
  protected void onEndPointOpened(EndPoint endPoint) {
    super.onEndPointOpened(endPoint);
    Optional<ConnectionShares.Place> place =
        endPoint.getRemoteSocketAddress() instanceof InetSocketAddress peer
            ? shares.take(peer.getAddress().getHostAddress())
            : Optional.empty();
    place.ifPresentOrElse(taken -> places.put(endPoint, taken), endPoint::close);
  }

  @Override
  protected void onEndPointClosed(EndPoint endPoint) {
    ConnectionShares.Place place = places.remove(endPoint);
    if (place != null) {
      shares.give(place);
    }
    super.onEndPointClosed(endPoint);
  }
}
