package dev.freehold.shell.azure.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.shell.remote.RemoteException;
import dev.freehold.shell.remote.Rest;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Lists in pages, which are handed on as they come.
 *
 * @param rest below {@code base}
 * @param link the member that has the address of the next page
 */
record AzurePages(Rest rest, URI base, String link) {

  private static final int HTTPS_PORT = 443;
  private static final String NEXT_LINK = "nextLink";

  /** The lists of vaults and of what is managed. */
  AzurePages(Rest rest, URI base) {
    this(rest, base, NEXT_LINK);
  }

  /** Hands each element of a list on. */
  void each(String path, Consumer<JsonNode> element) {
    eachWhile(
        path,
        json -> {
          element.accept(json);
          return true;
        });
  }

  /** Hands elements of a list on, as long as they are wanted. */
  void eachWhile(String path, Predicate<JsonNode> wanted) {
    Optional<String> next = Optional.of(path);
    for (int page = 0; next.isPresent() && page < AzureLimits.MAX_PAGES; page++) {
      JsonNode answer = rest.get(next.get());
      for (JsonNode element : answer.path("value")) {
        if (!wanted.test(element)) {
          return;
        }
      }
      next = Optional.ofNullable(answer.path(link).textValue()).map(this::below);
    }
  }

  /** The path of a link; one to another host would take the token there. */
  private String below(String address) {
    try {
      URI uri = URI.create(address);
      if (base.getScheme().equalsIgnoreCase(uri.getScheme())
          && base.getHost().equalsIgnoreCase(uri.getHost())
          && port(base) == port(uri)) {
        String path = uri.getRawPath();
        String own = path.startsWith(base.getRawPath()) ? base.getRawPath() : "";
        return path.substring(own.length())
            + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
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
