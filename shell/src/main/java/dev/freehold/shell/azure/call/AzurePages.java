package dev.freehold.shell.azure.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.shell.remote.RemoteException;
import dev.freehold.shell.remote.Rest;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Lists in pages, which are handed on as they come.
 *
 * @param rest below {@code base}
 */
record AzurePages(Rest rest, URI base) {

  private static final int HTTPS_PORT = 443;

  /** Hands each element of a list on. */
  void each(String path, Consumer<JsonNode> element) {
    Optional<String> next = Optional.of(path);
    for (int page = 0; next.isPresent() && page < AzureLimits.MAX_PAGES; page++) {
      JsonNode answer = rest.get(next.get());
      answer.path("value").forEach(element);
      next = Optional.ofNullable(answer.path("nextLink").textValue()).map(this::below);
    }
  }

  /** The path of a link; one to another host would take the token there. */
  private String below(String link) {
    try {
      URI uri = URI.create(link);
      if (base.getScheme().equalsIgnoreCase(uri.getScheme())
          && base.getHost().equalsIgnoreCase(uri.getHost())
          && port(base) == port(uri)) {
        return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
      }
    } catch (IllegalArgumentException malformed) {
      throw elsewhere();
    }
    throw elsewhere();
  }

  private static int port(URI uri) {
    return uri.getPort() < 0 ? HTTPS_PORT : uri.getPort();
  }

  private RemoteException elsewhere() {
    return new RemoteException(
        RemoteException.Kind.INVALID_ANSWER,
        0,
        "next-link",
        "The list of %s continues at another server, which the shell does not follow."
            .formatted(base),
        "");
  }
}
