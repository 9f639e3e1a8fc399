package dev.freehold.shell.remote;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * An authority that the user trusted for a server, and nothing beyond.
 *
 * @param address the server's name and port, such as {@code freehold.localhost:8443}
 * @param siblings what else it vouches for: names and ports, or {@code *.DOMAIN:PORT} for all names
 *     directly below a domain
 */
record TrustedServer(
    String address, X509Certificate authority, Instant trustedAt, List<String> siblings) {

  TrustedServer {
    siblings = List.copyOf(siblings);
  }

  static String address(String host, int port) {
    return host.toLowerCase(Locale.ROOT) + ":" + port;
  }

  boolean isOf(String asked) {
    return address.equals(asked);
  }

  boolean hasSibling(String asked) {
    return siblings.stream().anyMatch(sibling -> covers(sibling, asked));
  }

  private static boolean covers(String sibling, String asked) {
    if (!sibling.startsWith("*.")) {
      return sibling.equals(asked);
    }
    int dot = asked.indexOf('.');
    return dot > 0 && asked.substring(dot).equals(sibling.substring(1));
  }

  TrustedServer with(List<String> others) {
    return new TrustedServer(address, authority, trustedAt, others);
  }
}
