package dev.freehold.server.cli.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.ledger.publish.LogKind;
import dev.freehold.server.cli.options.ServerCall;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.text.PrintableText;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code freehold ledger key}. */
@Command(
    name = "key",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the public key of the tenant's log, and those of its witnesses.",
      "Note them while you trust the server: with them receipts and copies of the log are checked."
    })
final class LedgerKeyCommand extends ServerCall {

  @Option(
      names = "--vaults",
      description = "Of the log of this server's own key vaults, in the place of the service's.")
  private boolean ofVaults;

  @Override
  protected String run(ApiClient client) throws IOException {
    LogKind log = ofVaults ? LogKind.VAULTS : LogKind.SERVICE;
    JsonNode keys = client.get("/api/v1/%s/key".formatted(log.word()));
    StringBuilder lines = new StringBuilder(PrintableText.of(keys.path("log").asText()));
    for (JsonNode witness : keys.path("witnesses")) {
      lines.append('\n').append(PrintableText.of(witness.asText()));
    }
    return lines.toString();
  }
}
