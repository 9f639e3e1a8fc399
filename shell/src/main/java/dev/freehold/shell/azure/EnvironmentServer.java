package dev.freehold.shell.azure;

import dev.freehold.shell.azure.call.AzureCall;
import dev.freehold.shell.azure.call.AzureFailure;
import dev.freehold.shell.remote.ServerAddress;
import java.net.URI;
import java.util.Optional;

/** Which server an environment is. */
final class EnvironmentServer {

  private static final String HTTPS = "https://";

  private final AzureCall call;

  EnvironmentServer(AzureCall call) {
    this.call = call;
  }

  /**
   * The server of an environment.
   *
   * @param environment a name that was added, an address, or empty for the usual one
   */
  ServerAddress server(Optional<String> environment) {
    if (environment.isEmpty()) {
      return find(
          call.session()
              .servers()
              .usual()
              .orElseThrow(
                  () ->
                      AzureFailure.missing(
                          "NoServer",
                          "No server is known. Name one with -Environment https://HOST:PORT, or"
                              + " set FREEHOLD_URL.")));
    }
    String name = environment.get();
    return call.session()
        .environment(name)
        .orElseGet(() -> name.startsWith(HTTPS) ? find(address(name)) : usual(name));
  }

  /** The usual server may be meant by its own name. */
  private ServerAddress usual(String name) {
    return call.session()
        .servers()
        .usual()
        .map(this::find)
        .filter(server -> server.name().equalsIgnoreCase(name))
        .orElseThrow(
            () ->
                AzureFailure.missing(
                    "EnvironmentNotFound",
                    ("There is no environment '%s'. Give the server's address instead, as in"
                            + " -Environment https://HOST:PORT, or add it with Add-AzEnvironment.")
                        .formatted(name)));
  }

  ServerAddress find(URI uri) {
    return call.session().servers().find(uri, call.host());
  }

  static URI address(String text) {
    try {
      return URI.create(text.strip());
    } catch (IllegalArgumentException malformed) {
      throw AzureFailure.argument(
          "Environment", "'%s' is no address; write it as https://HOST:PORT.".formatted(text));
    }
  }
}
