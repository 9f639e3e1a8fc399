package dev.freehold.shell.service;

import dev.freehold.shell.remote.Servers;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Finds the server that a Connect cmdlet means. */
public final class ServerChoice {

  private ServerChoice() {}

  /**
   * The server to use.
   *
   * @param named what the cmdlet names, if that is a server's own address
   */
  public static URI choose(Optional<URI> named, Servers servers) {
    return named
        .or(servers::usual)
        .orElseThrow(
            () ->
                ShellProblem.stop(
                    ShellProblem.argument(
                        "ServerNotKnown",
                        "Which server? Set FREEHOLD_URL to its address, such as"
                            + " https://freehold.example:8443, or name it in the command.")));
  }

  /** Reads an address of a server; must be https. */
  public static URI parse(String parameter, String text) {
    try {
      URI uri = new URI(text.strip());
      if ("https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw invalid(parameter);
    }
    throw invalid(parameter);
  }

  /** Tells whether both are at one host and port. */
  public static boolean sameHost(URI one, URI other) {
    return one.getHost().equalsIgnoreCase(other.getHost()) && port(one) == port(other);
  }

  private static int port(URI uri) {
    return uri.getPort() < 0 ? 443 : uri.getPort();
  }

  private static RuntimeException invalid(String parameter) {
    return ShellProblem.stop(
        ShellProblem.argument(
            "AddressNotValid",
            "-%s is an address that begins with https://.".formatted(parameter)));
  }
}
