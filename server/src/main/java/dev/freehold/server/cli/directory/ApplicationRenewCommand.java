package dev.freehold.server.cli.directory;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code freehold application renew}. */
@Command(
    name = "renew",
    mixinStandardHelpOptions = true,
    description = {
      "Gives the application of a connection file a new secret, and writes it to the file.",
      "The former one ends at once: whoever else knows it can no longer sign in."
    })
final class ApplicationRenewCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The connection file.")
  private Path file;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Connection present = Connection.read(file);
    try (ApiClient client = new ApiClient(present, Clock.systemUTC())) {
      JsonNode renewed =
          client.post("/api/v1/applications/" + present.clientId() + "/secret", Map.of());
      client
          .connectionOf(present.tenant(), present.clientId(), renewed.path("clientSecret").asText())
          .withMailbox(present.mailbox())
          .write(file);
    }
    spec.commandLine().getOut().println(file + " has a new secret");
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }
}
