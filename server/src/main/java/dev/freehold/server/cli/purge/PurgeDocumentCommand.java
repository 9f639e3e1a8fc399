package dev.freehold.server.cli.purge;

import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.ApiRefusedException;
import dev.freehold.server.document.DocumentHash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freehold purge document}. */
@Command(
    name = "document",
    mixinStandardHelpOptions = true,
    description = {
      "Gets the document of a purge, which says what will be destroyed.",
      "A global administrator's call makes it, if there is none yet."
    })
final class PurgeDocumentCommand extends PurgeCall {

  private static final int FORBIDDEN = 403;

  @Parameters(paramLabel = "PURGE", description = "The purge's id.")
  private UUID purge;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The file for the document; it must not exist.")
  private Path out;

  @Option(
      names = "--list",
      paramLabel = "FILE",
      description = "A file for the list of mailboxes or sites whose hash the document has.")
  private Path list;

  @Override
  protected String run(ApiClient client) throws IOException {
    make(client);
    save(client, PURGES + purge + "/document", out);
    if (list != null) {
      save(client, PURGES + purge + "/inventory", list);
    }
    return "%s  %s\n%s"
        .formatted(
            DocumentHash.of(out), out, PurgeText.next(client.get(PURGES + purge).path("next")));
  }

  /** Others than administrators get what is there. */
  private void make(ApiClient client) throws IOException {
    try {
      client.post(PURGES + purge + "/document", Map.of());
    } catch (ApiRefusedException refused) {
      if (refused.status() != FORBIDDEN) {
        throw refused;
      }
    }
  }
}
