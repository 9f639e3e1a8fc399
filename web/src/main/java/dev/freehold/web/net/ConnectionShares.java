package dev.freehold.web.net;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who may have another connection. No network has more than a quarter of them, and all networks
 * from which nobody with a good token came have three quarters together. Some are kept for this
 * machine, where a service in the same process comes from. So nobody who opens connections keeps
 * those out who use keys. Thread-safe.
 */
public final class ConnectionShares {

  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "0:0:0:0:0:0:0:1", "::1");

  private final ConnectionBounds bounds;
  private final KnownNetworks known;
  private final Map<String, Integer> open = new HashMap<>();
  private int all;
  private int strangers;

  /** Counts connections of one listener. */
  public ConnectionShares(ConnectionBounds bounds, KnownNetworks known) {
    this.bounds = bounds;
    this.known = known;
  }

  /**
   * A connection that counts until it is given back.
   *
   * @param network where it comes from
   * @param stranger whether the network was unknown when it was opened
   */
  public record Place(String network, boolean stranger) {}

  /** Counts a connection from {@code address} if it has a place. */
  public Optional<Place> take(String address) {
    boolean own = THIS_MACHINE.contains(address);
    String network = own ? "" : Networks.of(address);
    boolean stranger = !own && !known.knows(network);
    synchronized (open) {
      int ofNetwork = open.getOrDefault(network, 0);
      boolean fits =
          own
              ? all < bounds.all()
              : all < bounds.all() - bounds.ofThisMachine()
                  && ofNetwork < bounds.ofNetwork()
                  && (!stranger || strangers < bounds.ofStrangers());
      if (!fits) {
        return Optional.empty();
      }
      open.put(network, ofNetwork + 1);
      all++;
      strangers += stranger ? 1 : 0;
      return Optional.of(new Place(network, stranger));
    }
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
