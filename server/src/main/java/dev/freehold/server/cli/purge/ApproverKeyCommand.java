package dev.freehold.server.cli.purge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.client.ApiClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code freehold purge approver key}. */
@Command(
    name = "key",
    mixinStandardHelpOptions = true,
    description = {
      "Makes the approver's signing key at the server, which only their passphrase opens.",
      "Needs --user. Tell the administrator the fingerprint that it prints."
    })
final class ApproverKeyCommand extends PurgeCall {

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = "A file whose first line is the passphrase, which is asked for else.")
  private Path passphraseFile;

  @Override
  String run(ApiClient client) throws IOException {
    JsonNode made =
        client.post(
            "/api/v1/approver/key",
            Map.of("passphrase", PurgeSignHereCommand.passphrase(passphraseFile)));
    return "certificate %s, until %s"
        .formatted(PurgeText.text(made, "certificateSha256"), PurgeText.text(made, "notAfter"));
  }
}
