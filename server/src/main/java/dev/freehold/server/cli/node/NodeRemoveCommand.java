package dev.freehold.server.cli.node;

import dev.freehold.server.cli.options.ServerCall;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.text.PrintableText;
import dev.freehold.web.http.RequestUri;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code freehold node remove}. */
@Command(
    name = "remove",
    mixinStandardHelpOptions = true,
    description = {
      "Strikes a node off that is gone: it cannot start again, and a lease later nothing waits for"
          + " it any more.",
      "A node that still runs uses no key any more within seconds, and ends. Its machine has had"
          + " the master keys: if it is in other hands, make new ones ('freehold master-key')."
    })
final class NodeRemoveCommand extends ServerCall {

  @Parameters(paramLabel = "NAME", description = "The node's name, or its id.")
  private String name;

  @Override
  protected String run(ApiClient client) throws IOException {
    return "removed "
        + PrintableText.of(
            client
                .delete("/api/v1/operator/nodes/" + RequestUri.encode(name))
                .path("name")
                .asText());
  }
}
