package dev.freehold.server.cli.purge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.client.ApiClient;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code freehold purge resume}. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description = "Has the run of a purge that failed go on, for operators.")
final class PurgeResumeCommand extends PurgeCall {

  @Parameters(paramLabel = "PURGE", description = "The purge's id.")
  private UUID purge;

  @Override
  protected String run(ApiClient client) throws IOException {
    JsonNode job = client.post("/api/v1/operator/purges/" + purge + "/resume", Map.of());
    return "job %s: %s".formatted(PurgeText.text(job, "id"), PurgeText.text(job, "state"));
  }
}
