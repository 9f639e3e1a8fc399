package dev.freehold.shell.azure.keys;

import java.net.URI;

/**
 * The address of a key.
 *
 * @param shown with the port even if it is 443, as the Az module writes it
 * @param version empty for the current one
 */
record KeyId(String shown, String name, String version) {

  private static final int HTTPS_PORT = 443;
  private static final int NAME_AT = 2;
  private static final int VERSION_AT = 3;

  /** Reads what a vault wrote; what is no address has no name. */
  static KeyId parse(String kid) {
    try {
      URI uri = URI.create(kid);
      String[] segments = uri.getPath() == null ? new String[0] : uri.getPath().split("/", -1);
      int port = uri.getPort() < 0 ? HTTPS_PORT : uri.getPort();
      return new KeyId(
          "%s://%s:%d%s".formatted(uri.getScheme(), uri.getHost(), port, uri.getRawPath()),
          segments.length > NAME_AT ? segments[NAME_AT] : "",
          segments.length > VERSION_AT ? segments[VERSION_AT] : "");
    } catch (IllegalArgumentException notAnAddress) {
      return new KeyId(kid, "", "");
    }
  }
}
