package dev.freehold.server.cli.purge;

import dev.freehold.server.client.ApiClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freehold purge receipt}. */
@Command(
    name = "receipt",
    mixinStandardHelpOptions = true,
    description = {
      "Gets the receipt of a purge that has ended.",
      "'freehold receipt verify' checks it without the server."
    })
final class PurgeReceiptCommand extends PurgeCall {

  @Parameters(paramLabel = "PURGE", description = "The purge's id.")
  private UUID purge;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The file for the receipt; it must not exist.")
  private Path out;

  @Option(
      names = "--signed-document",
      paramLabel = "FILE",
      description = "A file for the signed document that authorised the purge.")
  private Path signedDocument;

  @Option(names = "--without-names", description = "Leaves out the names and addresses of persons.")
  private boolean withoutNames;

  @Override
  protected String run(ApiClient client) throws IOException {
    String path = PURGES + purge + "/receipt" + (withoutNames ? "?personal=false" : "");
    save(client, path, out);
    if (signedDocument == null) {
      return out.toString();
    }
    save(client, PURGES + purge + "/document/signed", signedDocument);
    return out + "\n" + signedDocument;
  }
}
