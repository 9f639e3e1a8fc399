package dev.freehold.server.cli.purge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.client.ApiClient;
import java.io.IOException;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freehold purge show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description =
        "Shows what of a purge is done, and what comes next, by whom, with which command.")
final class PurgeShowCommand extends PurgeCall {

  @Parameters(paramLabel = "PURGE", description = "The purge's id.")
  private UUID purge;

  @Option(names = "--json", description = "The answer of the server as it is.")
  private boolean json;

  @Override
  protected String run(ApiClient client) throws IOException {
    JsonNode answer = client.get(PURGES + purge);
    return json ? answer.toPrettyString() : PurgeText.checklist(answer);
  }
}
