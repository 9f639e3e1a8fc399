package dev.freehold.server.notifications.webhook;

import dev.freehold.server.notifications.NotificationError;
import dev.freehold.server.notifications.NotificationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the requests of a webhook go. Path and query may be a secret between the tenant and the
 * receiver, so it prints host and port only.
 *
 * @param host in lower case
 * @param target path and query as they stand in the request
 */
record WebhookAddress(String host, int port, String target) {

  private static final int HTTPS = 443;
  private static final Pattern HOST =
      Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

  /**
   * Reads an address.
   *
   * @throws NotificationException {@code webhook-invalid}
   */
  static WebhookAddress parse(String text) {
    if (text.length() > WebhookLimits.MAX_URL_CHARS || !isPrintable(text)) {
      throw invalid();
    }
    try {
      URI uri = new URI(text);
      String host = Optional.ofNullable(uri.getHost()).orElse("").toLowerCase(Locale.ROOT);
      if (!"https".equalsIgnoreCase(uri.getScheme())
          || uri.getRawUserInfo() != null
          || uri.getRawFragment() != null
          || host.length() > 253
          || !HOST.matcher(host).matches()
          || uri.getPort() == 0
          || uri.getPort() > 65_535) {
        throw invalid();
      }
      String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      return new WebhookAddress(host, uri.getPort() < 0 ? HTTPS : uri.getPort(), path + query);
    } catch (URISyntaxException malformed) {
      throw invalid();
    }
  }

  /** Nothing that could end the line of a request. */
  private static boolean isPrintable(String text) {
    return text.chars().allMatch(c -> c > 0x20 && c < 0x7F);
  }

  private static NotificationException invalid() {
    return new NotificationException(
        NotificationError.WEBHOOK_INVALID,
        "a webhook has an address such as https://hooks.example.org/freehold of at most %d printable"
                .formatted(WebhookLimits.MAX_URL_CHARS)
            + " ASCII characters, without user name and fragment");
  }

  /** What the header Host says. */
  String authority() {
    return port == HTTPS ? host : host + ":" + port;
  }

  /** The whole address. */
  String url() {
    return "https://" + authority() + target;
  }

  @Override
  public String toString() {
    return authority();
  }
}
