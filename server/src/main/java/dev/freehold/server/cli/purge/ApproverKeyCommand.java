package dev.freehold.server.cli.purge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.client.ApiClient;
import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code freehold purge approver key}. */
@Command(
    name = "key",
    mixinStandardHelpOptions = true,
    description = {
      "Makes the approver's signing key at the server, which only their passphrase opens.",
      "Needs --user. Tell the administrator the fingerprint that it prints."
    })
final class ApproverKeyCommand extends PurgeCall {

  @Mixin private PassphraseOption passphrase;

  @Override
  protected String run(ApiClient client) throws IOException {
    JsonNode made =
        client.post(
            "/api/v1/approver/key",
            Map.of("passphrase", passphrase.chosenFor("the signing key").text()));
    return "certificate %s, until %s"
        .formatted(PurgeText.text(made, "certificateSha256"), PurgeText.text(made, "notAfter"));
  }
}
