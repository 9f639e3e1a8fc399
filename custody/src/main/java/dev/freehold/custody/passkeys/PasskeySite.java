package dev.freehold.custody.passkeys;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place where people sign in, as browsers name it. A passkey is good at one host only, so that no
 * other one can ask for it.
 *
 * @param rpId the host
 * @param origin {@code https://HOST[:PORT]}
 */
public record PasskeySite(String rpId, String origin) {

  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[.*|.*:.*");

  /** The site of an address of this server; empty for one without a name, which has no passkeys. */
  public static Optional<PasskeySite> of(URI address) {
    return Optional.ofNullable(address.getHost())
        .map(host -> host.toLowerCase(Locale.ROOT))
        .filter(host -> !ADDRESS.matcher(host).matches())
        .map(host -> new PasskeySite(host, origin(host, address.getPort())));
  }

  /** One that was kept. */
  static PasskeySite kept(String origin) {
    return of(URI.create(origin)).orElseThrow();
  }

  private static String origin(String host, int port) {
    return "https://" + host + (port == -1 || port == 443 ? "" : ":" + port);
  }
}
