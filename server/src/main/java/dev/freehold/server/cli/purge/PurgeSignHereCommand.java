package dev.freehold.server.cli.purge;

import dev.freehold.server.cli.options.CallerOptions;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.config.SecretFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freehold purge sign-here}. */
@Command(
    name = "sign-here",
    mixinStandardHelpOptions = true,
    description = {
      "Signs the document of a purge as the approver whose key is at the server.",
      "Needs --user. Read the document before: 'freehold purge document'."
    })
final class PurgeSignHereCommand extends PurgeCall {

  @Parameters(paramLabel = "PURGE", description = "The purge's id.")
  private UUID purge;

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = "A file whose first line is the key's passphrase, which is asked for else.")
  private Path passphraseFile;

  @Override
  String run(ApiClient client) throws IOException {
    client.post(
        PURGES + purge + "/document/sign", Map.of("passphrase", passphrase(passphraseFile)));
    return PurgeText.checklist(client.get(PURGES + purge));
  }

  static String passphrase(Path file) {
    return file == null
        ? new String(CallerOptions.ask("Passphrase of the signing key"))
        : SecretFile.read(file);
  }
}
