package dev.freehold.server.cli.options;

import dev.freehold.vault.seals.AcceptedRow;
import dev.freehold.vault.seals.RollBack;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that accepts, at a start, vaults that are older than this node remembers. */
public final class RollBackOption {

  @Option(
      names = "--accept-vault-rollback",
      description = {
        "Accepts vaults and keys that are older than this node remembers, after the "
            + "vaults' database was restored on purpose. Lists them and records each in the "
            + "vaults' ledger.",
        "Permissions that were removed after the backup are back; remove them again."
      })
  private boolean accepts;

  public RollBack choice() {
    return accepts ? RollBack.ACCEPT : RollBack.REFUSE;
  }

  /** Says what was accepted, if anything was to be. */
  public void tell(List<AcceptedRow> accepted, PrintWriter out) {
    if (!accepts) {
      return;
    }
    for (AcceptedRow row : accepted) {
      out.printf(
          "  accepted as it is: %s (%s), tenant %s%n",
          row.name(), row.finding().word(), row.tenantId());
    }
    out.printf(
        "%d older states of vaults and keys were accepted; this is in their ledger%n",
        accepted.size());
  }
}
