package dev.freehold.server.login;

import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.tokens.PublicClient;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where clients may have their codes sent. Nobody registers clients, and a client id proves
 * nothing, so a code goes to a program on the person's own machine (RFC 8252, section 7.3), or from
 * the web console's client to the console of this server. What follows is compared as text: no two
 * programs can read it differently.
 */
final class RedirectUris {

  private static final String CONSOLE = PublicClient.CONSOLE_APP_ID.toString();
  private static final int MAX_PORT = 65_535;

  private static final Pattern LOOPBACK =
      Pattern.compile(
          "(?<origin>http://(localhost|127\\.0\\.0\\.1|(?<six>\\[::1]))(:(?<port>[1-9][0-9]{0,4}))?)"
              + "(/[A-Za-z0-9._~-]+)*/?");

  private static final Pattern HTTPS =
      Pattern.compile("(?<origin>https://[A-Za-z0-9.:\\[\\]-]+)/.*");

  private RedirectUris() {}

  /**
   * One that is allowed.
   *
   * @param uri as the client wrote it
   * @param source what it is in a policy for content: its origin, or its scheme where such a policy
   *     cannot name the origin
   * @param isOwn whether it is a part of this server
   */
  record Allowed(String uri, String source, boolean isOwn) {}

  /**
   * The address, if this client may have its codes there.
   *
   * @param api the address of this server's API, if it has one
   */
  static Optional<Allowed> find(String clientId, String uri, Optional<URI> api) {
    return clientId.toLowerCase(Locale.ROOT).equals(CONSOLE) ? console(uri, api) : loopback(uri);
  }

  private static Optional<Allowed> console(String uri, Optional<URI> api) {
    return api.filter(own -> uri.equals(own + PublicClient.CONSOLE_REDIRECT_PATH))
        .map(_ -> new Allowed(uri, origin(uri), true));
  }

  private static String origin(String uri) {
    Matcher parts = HTTPS.matcher(uri);
    return parts.matches() ? parts.group("origin") : "https:";
  }

  private static Optional<Allowed> loopback(String uri) {
    Matcher parts = LOOPBACK.matcher(uri);
    if (uri.length() > CustodyLimits.MAX_REDIRECT_URI_CHARS
        || !parts.matches()
        || (parts.group("port") != null && Integer.parseInt(parts.group("port")) > MAX_PORT)) {
      return Optional.empty();
    }
    String source = parts.group("six") == null ? parts.group("origin") : "http:";
    return Optional.of(new Allowed(uri, source, false));
  }
}
