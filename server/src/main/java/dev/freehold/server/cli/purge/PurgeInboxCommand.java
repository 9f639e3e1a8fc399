package dev.freehold.server.cli.purge;

import dev.freehold.server.client.ApiClient;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code freehold purge inbox}. */
@Command(
    name = "inbox",
    mixinStandardHelpOptions = true,
    description = "Lists the purges of all tenants that are under way, for operators.")
final class PurgeInboxCommand extends PurgeCall {

  @Override
  protected String run(ApiClient client) throws IOException {
    return PurgeListCommand.lines(client.get("/api/v1/operator/purges").path("purges"));
  }
}
