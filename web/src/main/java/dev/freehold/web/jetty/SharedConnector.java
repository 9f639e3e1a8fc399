package dev.freehold.web.jetty;

import dev.freehold.web.WebLimits;
import dev.freehold.web.net.ConnectionShares;
import dev.freehold.web.net.ConnectionShares.Place;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.ProxyConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Gives connections their places. Where there is none, a newcomer takes that of the oldest
 * connection without a request line, of the network with most of these; if there is no such
 * connection, the newcomer is closed before anything is read from it.
 */
final class SharedConnector extends ServerConnector {

  private final ConnectionShares shares;
  private final Map<EndPoint, Place> places = new ConcurrentHashMap<>();

  SharedConnector(Server server, ConnectionShares shares, ConnectionFactory... factories) {
    super(server, factories);
    this.shares = shares;
    addBean(new Clients());
  }

  @Override
  protected CountedEndPoint newEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key) {
    CountedEndPoint endPoint = new CountedEndPoint(channel, selector, key, getScheduler());
    endPoint.setIdleTimeout(getIdleTimeout());
    return endPoint;
  }

  @Override
  protected void onEndPointOpened(EndPoint endPoint) {
    super.onEndPointOpened(endPoint);
    seat(endPoint, endPoint.getRemoteSocketAddress());
  }

  private void seat(EndPoint endPoint, SocketAddress client) {
    place(ProxyHeader.address(client))
        .ifPresentOrElse(taken -> places.put(endPoint, taken), endPoint::close);
    // If it was closed in between, that found no place to give back, so this does.
    if (!endPoint.isOpen()) {
      release(endPoint);
    }
  }

  /** A proxy has said whose connection it is: from now on it counts as that client's. */
  private void isOfClient(EndPoint proxied) {
    SocketAddress client = proxied.getRemoteSocketAddress();
    if (client instanceof InetSocketAddress) {
      EndPoint endPoint = CountedEndPoint.below(proxied);
      release(endPoint);
      seat(endPoint, client);
    }
  }

  /** Tells the connector whose connections come through proxies. */
  private final class Clients implements Connection.Listener {

    @Override
    public void onOpened(Connection connection) {
      if (connection.getEndPoint() instanceof ProxyConnectionFactory.ProxyEndPoint proxied) {
        isOfClient(proxied);
      }
    }
  }

  private Optional<Place> place(String address) {
    if (places.size() >= WebLimits.MAX_HALF_OPEN_CONNECTIONS) {
      List<Map.Entry<EndPoint, Place>> halfOpen = halfOpen(taken -> !taken.isOfThisMachine());
      if (halfOpen.size() >= WebLimits.MAX_HALF_OPEN_CONNECTIONS) {
        displacesOneOf(halfOpen);
      }
    }
    Optional<Place> place = shares.take(address);
    // Who comes at the same moment may displace the same one, or take the place that it leaves.
    while (place.isEmpty()
        && displacesOneOf(halfOpen(taken -> shares.wouldMakeRoom(taken, address)))) {
      place = shares.take(address);
    }
    return place;
  }

  private List<Map.Entry<EndPoint, Place>> halfOpen(Predicate<Place> wanted) {
    return places.entrySet().stream()
        .filter(entry -> wanted.test(entry.getValue()))
        .filter(entry -> ((CountedEndPoint) entry.getKey()).isHalfOpen())
        .toList();
  }

  /** Whether there was one; if so, it has no place any more. */
  private boolean displacesOneOf(List<Map.Entry<EndPoint, Place>> candidates) {
    Optional<EndPoint> oldest =
        candidates.stream()
            .collect(Collectors.groupingBy(entry -> entry.getValue().network()))
            .values()
            .stream()
            .max(Comparator.comparingInt(List::size))
            .flatMap(
                most ->
                    most.stream()
                        .map(Map.Entry::getKey)
                        .min(Comparator.comparingLong(EndPoint::getCreatedTimeStamp)));
    oldest.ifPresent(
        displaced -> {
          release(displaced);
          displaced.close();
        });
    return oldest.isPresent();
  }

  private void release(EndPoint endPoint) {
    Place place = places.remove(endPoint);
    if (place != null) {
      shares.give(place);
    }
  }

  @Override
  protected void onEndPointClosed(EndPoint endPoint) {
    release(endPoint);
    super.onEndPointClosed(endPoint);
  }
}
