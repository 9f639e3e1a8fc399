package dev.freehold.server.cli.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.cli.options.ServerCall;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.text.PrintableText;
import java.io.IOException;
import java.util.StringJoiner;
import picocli.CommandLine.Command;

/** {@code freehold node list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the nodes of the service, and when each was last heard of.")
final class NodeListCommand extends ServerCall {

  private static final String ROW = "%-32s %-8s %-24s %s";

  @Override
  protected String run(ApiClient client) throws IOException {
    StringJoiner lines = new StringJoiner(System.lineSeparator());
    lines.add(ROW.formatted("name", "state", "last heard of (UTC)", "program"));
    for (JsonNode node : client.get("/api/v1/operator/nodes").path("nodes")) {
      lines.add(
          ROW.formatted(
                  PrintableText.of(node.path("name").asText()),
                  node.path("state").asText(),
                  seen(node),
                  PrintableText.of(node.path("version").asText("")))
              .stripTrailing());
    }
    return lines.toString();
  }

  private static String seen(JsonNode node) {
    return node.path("removedAt").isMissingNode() || node.path("removedAt").isNull()
        ? node.path("seenAt").asText("never")
        : "removed " + node.path("removedAt").asText();
  }
}
