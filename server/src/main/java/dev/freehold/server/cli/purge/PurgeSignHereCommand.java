package dev.freehold.server.cli.purge;

import dev.freehold.server.client.ApiClient;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin private PassphraseOption passphrase;

  @Override
  protected String run(ApiClient client) throws IOException {
    client.post(
        PURGES + purge + "/document/sign",
        Map.of("passphrase", passphrase.of("the signing key").text()));
    return PurgeText.checklist(client.get(PURGES + purge));
  }
}
