package dev.freehold.server.cli.purge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.client.ApiClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code freehold purge list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the tenant's purges, the newest first, with whose turn it is.")
final class PurgeListCommand extends PurgeCall {

  @Override
  protected String run(ApiClient client) throws IOException {
    return lines(client.get("/api/v1/purges").path("purges"));
  }

  static String lines(JsonNode purges) {
    List<String> lines = new ArrayList<>();
    purges.forEach(purge -> lines.add(PurgeText.line(purge)));
    return lines.isEmpty() ? "no purge" : String.join("\n", lines);
  }
}
