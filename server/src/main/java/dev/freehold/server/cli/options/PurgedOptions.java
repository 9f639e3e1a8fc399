package dev.freehold.server.cli.options;

import dev.freehold.server.restore.Purged;
import dev.freehold.server.restore.PurgedSources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options that say what has been purged; a backup from before the purge does not know. */
public final class PurgedOptions {

  @Option(
      names = "--purged",
      paramLabel = "POLICY-ID",
      split = ",",
      description = "The GUID of a policy that was purged; may be repeated.")
  private List<UUID> policies = List.of();

  @Option(
      names = "--receipt",
      paramLabel = "FILE",
      description = "The receipt of a purge; may be repeated.")
  private List<Path> receipts = List.of();

  @Option(
      names = "--ledger",
      paramLabel = "DIR",
      description = "A copy of a tenant's ledger, as freehold ledger export makes it.")
  private List<Path> ledgers = List.of();

  @Option(
      names = "--purged-owners",
      paramLabel = "FILE",
      description =
          "The list of what a purge destroyed, one JSON object with an ownerId on each "
              + "line: mailboxes and sites that the backup may have under another policy.")
  private List<Path> owners = List.of();

  public Purged read(CommandLine command) {
    PurgedSources sources = new PurgedSources(policies);
    try {
      for (Path receipt : receipts) {
        sources.addReceipt(receipt);
      }
      for (Path ledger : ledgers) {
        sources.addLedger(ledger);
      }
      for (Path list : owners) {
        sources.addOwners(list);
      }
      return sources.purged();
    } catch (IOException unreadable) {
      throw new ParameterException(
          command,
          "what was purged cannot be read: %s".formatted(unreadable.getMessage()),
          unreadable);
    }
  }
}
