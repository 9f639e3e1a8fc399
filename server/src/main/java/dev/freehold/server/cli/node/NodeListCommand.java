package dev.freehold.server.cli.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.cli.options.ServerCall;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.text.PrintableText;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code freehold node list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description =
        "Lists the nodes of the service, when each was last heard of, and which of them have"
            + " another local authority than the first.")
final class NodeListCommand extends ServerCall {

  private static final String ROW = "%-32s %-8s %-24s %s";

  @Override
  protected String run(ApiClient client) throws IOException {
    return lines(client.get("/api/v1/operator/nodes").path("nodes").valueStream().toList());
  }

  static String lines(List<JsonNode> nodes) {
    StringJoiner lines = new StringJoiner(System.lineSeparator());
    lines.add(ROW.formatted("name", "state", "last heard of (UTC)", "program"));
    for (JsonNode node : nodes) {
      lines.add(
          ROW.formatted(
                  name(node),
                  node.path("state").asText(),
                  seen(node),
                  PrintableText.of(node.path("version").asText("")))
              .stripTrailing());
    }
    others(nodes).ifPresent(lines::add);
    return lines.toString();
  }

  /** Nodes that serve and would have clients trust another authority than the first of them. */
  private static Optional<String> others(List<JsonNode> nodes) {
    List<JsonNode> shown =
        nodes.stream()
            .filter(node -> node.path("state").asText().equals("serving"))
            .filter(node -> node.hasNonNull("authority"))
            .toList();
    String names =
        shown.stream()
            .filter(node -> !node.path("authority").equals(shown.getFirst().path("authority")))
            .map(NodeListCommand::name)
            .collect(Collectors.joining(", "));
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ("%s: another local authority than %s has. Clients that trust only one of them do not"
                    + " trust the other: bring the keys and ca.pem from one node to the others"
                    + " (docs/operate/several-nodes.md, Certificates)")
                .formatted(names, name(shown.getFirst())));
  }

  private static String name(JsonNode node) {
    return PrintableText.of(node.path("name").asText());
  }

  private static String seen(JsonNode node) {
    return node.path("removedAt").isMissingNode() || node.path("removedAt").isNull()
        ? node.path("seenAt").asText("never")
        : "removed " + node.path("removedAt").asText();
  }
}
