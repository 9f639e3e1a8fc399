package dev.freehold.vault.http;

import dev.freehold.vault.VaultLimits;
import dev.freehold.vault.net.Networks;
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
final class ConnectionShares {

  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "0:0:0:0:0:0:0:1", "::1");

  private final KnownNetworks known;
  private final Map<String, Integer> open = new HashMap<>();
  private int all;
  private int strangers;

  ConnectionShares(KnownNetworks known) {
    this.known = known;
  }

  /**
   * A connection that counts until it is given back.
   *
   * @param network where it comes from
   * @param stranger whether the network was unknown when it was opened
   */
  record Place(String network, boolean stranger) {}

  /** Counts a connection from {@code address} if it has a place. */
  Optional<Place> take(String address) {
    boolean own = THIS_MACHINE.contains(address);
    String network = own ? "" : Networks.of(address);
    boolean stranger = !own && !known.knows(network);
    synchronized (open) {
      int ofNetwork = open.getOrDefault(network, 0);
      boolean fits =
          own
              ? all < VaultLimits.MAX_CONNECTIONS
              : all < VaultLimits.MAX_CONNECTIONS - VaultLimits.CONNECTIONS_OF_THIS_MACHINE
                  && ofNetwork < VaultLimits.MAX_CONNECTIONS_OF_NETWORK
                  && (!stranger || strangers < VaultLimits.MAX_CONNECTIONS_OF_STRANGERS);
      if (!fits) {
        return Optional.empty();
      }
      open.put(network, ofNetwork + 1);
      all++;
      strangers += stranger ? 1 : 0;
      return Optional.of(new Place(network, stranger));
    }
  }

  void give(Place place) {
    synchronized (open) {
      open.computeIfPresent(place.network(), (_, count) -> count > 1 ? count - 1 : null);
      all--;
      strangers -= place.stranger() ? 1 : 0;
    }
  }
}
