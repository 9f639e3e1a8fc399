package dev.freehold.server.cli.purge;

import dev.freehold.server.client.ApiClient;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code freehold purge bring}. */
@Command(
    name = "bring",
    mixinStandardHelpOptions = true,
    description = "Takes the document that the approver has signed to the server, which checks it.")
final class PurgeBringCommand extends PurgeCall {

  @Parameters(index = "0", paramLabel = "PURGE", description = "The purge's id.")
  private UUID purge;

  @Parameters(index = "1", paramLabel = "FILE", description = "The signed document.")
  private Path signed;

  @Override
  protected String run(ApiClient client) throws IOException {
    client.replace(
        PURGES + purge + "/document/signed",
        BodyPublishers.ofFile(signed),
        "Content-Type",
        "application/pdf");
    return PurgeText.checklist(client.get(PURGES + purge));
  }
}
