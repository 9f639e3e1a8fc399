package dev.freehold.server.login;

import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.ReachedAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * The origin that a browser reports for a form. Other clients report none.
 *
 * @param site the header {@code Sec-Fetch-Site}
 * @param origin the header {@code Origin}; older browsers send only this
 * @param own the address under which the browser reached this server
 */
public record FormOrigin(Optional<String> site, Optional<String> origin, URI own) {

  private static final String UNKNOWN = "null";

  /**
   * What the browser says of this request.
   *
   * @param configured the address of this server, if the request names none
   */
  public static FormOrigin of(Exchange exchange, URI configured) {
    return new FormOrigin(
        exchange.header("Sec-Fetch-Site"),
        exchange.header("Origin"),
        ReachedAddress.of(exchange, configured));
  }

  /** Whether it was not on the page of another site. */
  public boolean isOwn() {
    boolean isOwnSite = site.map(FormOrigin::isOwn).orElse(true);
    // Browsers that tell the site may hide the origin of what they tell to be our own.
    boolean isOwnOrigin =
        origin
            .map(from -> from.equals(UNKNOWN) ? site.isPresent() : from.equals(originOf(own)))
            .orElse(true);
    return isOwnSite && isOwnOrigin;
  }

  private static boolean isOwn(String site) {
    return site.equals("same-origin") || site.equals("none");
  }

  /** As browsers write it: in lower case, without the port that needs no saying. */
  private static String originOf(URI address) {
    String authority = address.getRawAuthority().toLowerCase(Locale.ROOT);
    return "https://"
        + (address.getPort() == 443 ? authority.replaceFirst(":443$", "") : authority);
  }
}
