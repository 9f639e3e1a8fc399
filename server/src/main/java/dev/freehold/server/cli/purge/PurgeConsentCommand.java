package dev.freehold.server.cli.purge;

import dev.freehold.server.client.ApiClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freehold purge consent}. */
@Command(
    name = "consent",
    mixinStandardHelpOptions = true,
    description = {
      "Agrees, as a vault administrator, that the service's access to both vaults is revoked.",
      "Needs --user: you sign in for it."
    })
final class PurgeConsentCommand extends PurgeCall {

  @Parameters(paramLabel = "PURGE", description = "The purge's id.")
  private UUID purge;

  @Option(
      names = "--vault",
      required = true,
      paramLabel = "URL",
      description = "A vault of the policy; name both. 'freehold purge show' prints them.")
  private List<String> vaults;

  @Override
  protected String run(ApiClient client) throws IOException {
    return PurgeText.checklist(client.post(PURGES + purge + "/consents", Map.of("vaults", vaults)));
  }
}
