package dev.freehold.web.net;

import dev.freehold.web.WebLimits;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * The proxies in front of this server that are trusted to state a client's address. What other
 * clients state is ignored. Immutable.
 *
 * @param networks their addresses, at most {@link WebLimits#MAX_PROXY_NETWORKS}
 * @param sendHeader whether they begin connections with the header of the PROXY protocol; a
 *     connection without it is the proxy's own
 */
public record Proxies(List<AddressRange> networks, boolean sendHeader) {

  /** No proxy is trusted: a client is who the connection comes from. */
  public static final Proxies NONE = new Proxies(List.of(), false);

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if it is too long
   */
  public Proxies {
    if (networks.size() > WebLimits.MAX_PROXY_NETWORKS) {
      throw new IllegalArgumentException("too many networks of proxies");
    }
    networks = List.copyOf(networks);
  }

  /** Whether {@code address} is one of theirs; a name is not. */
  public boolean has(String address) {
    return !networks.isEmpty() && literal(address).filter(this::has).isPresent();
  }

  private boolean has(InetAddress address) {
    return networks.stream().anyMatch(range -> range.has(address));
  }

  /**
   * Whose request it is: the last address in {@code chain} that no trusted proxy has. An entry
   * counts if the one after it is a trusted proxy's; so what a client puts in front has no effect.
   *
   * @param peer where the connection comes from
   * @param chain whom each proxy got the request from, the client first
   */
  public String clientOf(String peer, List<String> chain) {
    String client = peer;
    for (int i = chain.size() - 1; i >= 0 && has(client); i--) {
      Optional<String> before = literal(chain.get(i)).map(InetAddress::getHostAddress);
      if (before.isEmpty()) {
        return client;
      }
      client = before.get();
    }
    return client;
  }

  private static Optional<InetAddress> literal(String address) {
    try {
      return Optional.of(InetAddress.ofLiteral(address));
    } catch (IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }
}
