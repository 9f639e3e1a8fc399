package dev.freehold.server.cli.purge;

import dev.freehold.server.client.ApiClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freehold purge backups-destroyed}. */
@Command(
    name = "backups-destroyed",
    mixinStandardHelpOptions = true,
    description = {
      "Gets what an operator signs to attest that all backups which held what a purge "
          + "destroyed are destroyed too.",
      "Sign it with 'freehold purge approve', and take it back with 'freehold purge submit'. "
          + "A further attestation corrects those before, which stay."
    })
final class PurgeBackupsCommand extends PurgeCall {

  @Parameters(paramLabel = "PURGE", description = "The purge's id.")
  private UUID purge;

  @Option(
      names = "--on",
      required = true,
      paramLabel = "DAY",
      description = "The day by which they were destroyed, such as 2026-12-06.")
  private LocalDate on;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The file for the statement; it must not exist.")
  private Path out;

  @Override
  protected String run(ApiClient client) throws IOException {
    save(client, "/api/v1/operator/purges/%s/backups-destroyed?on=%s".formatted(purge, on), out);
    return "%s\n%s"
        .formatted(
            out,
            PurgeText.next(
                "an operator",
                "one of those whom the service knows signs it, which needs no network",
                "approve %s --key OPERATOR.key --out attested.txt".formatted(out)));
  }
}
