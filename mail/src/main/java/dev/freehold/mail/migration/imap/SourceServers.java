package dev.freehold.mail.migration.imap;

import dev.freehold.custody.roots.PublicAddresses;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The servers from which mail may be migrated. A tenant names its servers, so without this limit a
 * tenant could make the service connect to any machine that it can reach.
 *
 * @param inside servers as {@code host:port} that may have loopback, link-local or private
 *     addresses and any port. All other servers must have public addresses, at the two ports of
 *     IMAP, or at that of HTTPS where they give access tokens
 */
public record SourceServers(Set<String> inside) {

  private static final Set<Integer> IMAP_PORTS = Set.of(143, 993);
  private static final int HTTPS_PORT = 443;

  /** Takes the names in any case. */
  public SourceServers {
    inside =
        inside.stream()
            .map(server -> server.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Tells whether a tenant may name this server, whatever its address turns out to be. */
  public boolean permits(String host, int port) {
    return isListed(host, port) || IMAP_PORTS.contains(port);
  }

  /** Tells whether a connection may go to {@code address}, which is the host's. */
  public boolean permits(String host, int port, InetAddress address) {
    return isListed(host, port) || (IMAP_PORTS.contains(port) && PublicAddresses.has(address));
  }

  /** Tells whether access tokens may be asked for there, whatever its address turns out to be. */
  public boolean permitsTokens(String host, int port) {
    return isListed(host, port) || port == HTTPS_PORT;
  }

  /** Tells whether access tokens may be asked for at {@code address}, which is the host's. */
  boolean permitsTokens(String host, int port, InetAddress address) {
    return isListed(host, port) || (port == HTTPS_PORT && PublicAddresses.has(address));
  }

  /** Tells whether the operator has listed the server. */
  boolean isListed(String host, int port) {
    return inside.contains(host.toLowerCase(Locale.ROOT) + ":" + port);
  }
}
