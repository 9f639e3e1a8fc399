package dev.freehold.shell.remote;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which other hosts the authority of a trusted server may vouch for: those that the server itself
 * names, as long as they are in its own domain. Java does not apply the name constraints of an
 * authority that is a trust anchor, so this is what keeps it from vouching for the rest of the
 * Internet; whatever lies outside is asked for on its own.
 */
final class Siblings {

  private static final String LOCALHOST = "localhost";
  private static final int HTTPS_PORT = 443;
  private static final int MIN_DOMAIN_NAMES = 3;

  private Siblings() {}

  /** The siblings that {@code server}, found at {@code asked}, names; without those outside. */
  static List<String> of(URI asked, ServerAddress server) {
    Set<String> found = new LinkedHashSet<>();
    List<URI> named = new ArrayList<>(List.of(server.authority()));
    server.api().ifPresent(named::add);
    server.graph().ifPresent(named::add);
    server.management().ifPresent(named::add);
    for (URI uri : named) {
      if (isInDomain(host(asked), host(uri))) {
        found.add(TrustedServer.address(host(uri), port(uri)));
      }
    }
    server.vaultSuffix().flatMap(suffix -> vaults(asked, suffix)).ifPresent(found::add);
    found.remove(TrustedServer.address(host(asked), port(asked)));
    return List.copyOf(found);
  }

  private static Optional<String> vaults(URI asked, String suffix) {
    URI any = URI.create("https://any." + suffix);
    // The vaults' own domain must not be the one that everybody's servers are in.
    return isInDomain(host(asked), host(any)) && isInDomain(host(asked), host(any).substring(4))
        ? Optional.of("*." + TrustedServer.address(host(any).substring(4), port(any)))
        : Optional.empty();
  }

  /**
   * Whether {@code other} is {@code asked} or below it, or in the domain that {@code asked} is
   * directly in. That domain must have three names at least, as one of two, such as {@code co.uk},
   * may be everybody's: nothing here knows which are.
   */
  static boolean isInDomain(String asked, String other) {
    if (asked.equals(other)) {
      return true;
    }
    if (isLoopback(asked)) {
      return isLoopback(other);
    }
    if (isAddress(asked) || !asked.contains(".")) {
      return false;
    }
    String parent = asked.substring(asked.indexOf('.') + 1);
    return other.endsWith("." + asked)
        || (names(parent) >= MIN_DOMAIN_NAMES
            && (other.equals(parent) || other.endsWith("." + parent)));
  }

  private static long names(String domain) {
    return Pattern.compile("\\.").splitAsStream(domain).filter(name -> !name.isEmpty()).count();
  }

  private static boolean isLoopback(String host) {
    return host.equals(LOCALHOST)
        || host.endsWith("." + LOCALHOST)
        || host.matches("127\\.[0-9]+\\.[0-9]+\\.[0-9]+")
        || host.equals("[::1]");
  }

  private static boolean isAddress(String host) {
    return host.startsWith("[") || host.matches("[0-9.]+");
  }

  static String host(URI uri) {
    return uri.getHost().toLowerCase(Locale.ROOT);
  }

  static int port(URI uri) {
    return uri.getPort() < 0 ? HTTPS_PORT : uri.getPort();
  }

  static boolean isSameOrigin(URI one, URI other) {
    return host(one).equals(host(other)) && port(one) == port(other);
  }
}
