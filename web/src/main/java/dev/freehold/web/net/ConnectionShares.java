package dev.freehold.web.net;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides who may open another connection. No network gets more than a quarter of them, and all
 * networks that sent no good token lately get three quarters together. Some are reserved for this
 * machine, because a service in the same process connects from there. So somebody who opens many
 * connections cannot lock out those who use keys. Thread-safe.
 */
public final class ConnectionShares {

  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "0:0:0:0:0:0:0:1", "::1");

  private final ConnectionBounds bounds;
  private final KnownNetworks known;
  private final Proxies proxies;

  @GuardedBy("itself")
  private final Map<String, Integer> open = new HashMap<>();

  @GuardedBy("open")
  private int all;

  @GuardedBy("open")
  private int strangers;

  /**
   * Counts connections of one listener.
   *
   * @param proxies have places as this machine has, because all clients come from them
   */
  public ConnectionShares(ConnectionBounds bounds, KnownNetworks known, Proxies proxies) {
    this.bounds = bounds;
    this.known = known;
    this.proxies = proxies;
  }

  /**
   * A connection that counts until it is closed.
   *
   * @param network where it comes from
   * @param stranger whether the network was unknown when it was opened
   */
  public record Place(String network, boolean stranger) {

    /** Whether it comes from this machine or a trusted proxy, which have places of their own. */
    public boolean isOfThisMachine() {
      return network.isEmpty();
    }
  }

  /** Counts a connection from {@code address} if it has a place. */
  public Optional<Place> take(String address) {
    Place wanted = wanted(address);
    synchronized (open) {
      if (!fits(wanted, Optional.empty())) {
        return Optional.empty();
      }
      open.merge(wanted.network(), 1, Integer::sum);
      all++;
      strangers += wanted.stranger() ? 1 : 0;
      return Optional.of(wanted);
    }
  }

  /** Whether the end of the connection at {@code place} gives one from {@code address} a place. */
  public boolean wouldMakeRoom(Place place, String address) {
    Place wanted = wanted(address);
    if (place.isOfThisMachine() && !wanted.isOfThisMachine()) {
      return false;
    }
    synchronized (open) {
      return fits(wanted, Optional.of(place));
    }
  }

  private Place wanted(String address) {
    boolean own = THIS_MACHINE.contains(address) || proxies.has(address);
    String network = own ? "" : PeerNetworks.of(address);
    return new Place(network, !own && !known.knows(network));
  }

  @GuardedBy("open")
  private boolean fits(Place wanted, Optional<Place> ended) {
    int allLeft = all - (ended.isPresent() ? 1 : 0);
    if (wanted.isOfThisMachine()) {
      return allLeft < bounds.all();
    }
    int strangersLeft = strangers - (ended.filter(Place::stranger).isPresent() ? 1 : 0);
    int networkLeft =
        open.getOrDefault(wanted.network(), 0)
            - (ended.map(Place::network).filter(wanted.network()::equals).isPresent() ? 1 : 0);
    return allLeft < bounds.all() - bounds.ofThisMachine()
        && networkLeft < bounds.ofNetwork()
        && (!wanted.stranger() || strangersLeft < bounds.ofStrangers());
  }

  /** The connection is closed. */
  public void give(Place place) {
    synchronized (open) {
      open.computeIfPresent(place.network(), (_, count) -> count > 1 ? count - 1 : null);
      all--;
      strangers -= place.stranger() ? 1 : 0;
    }
  }
}
