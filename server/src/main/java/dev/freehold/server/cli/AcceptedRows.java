package dev.freehold.server.cli;

import dev.freehold.vault.seals.AcceptedRow;
import java.io.PrintWriter;
import java.util.List;

/** Tells which older states of vaults and keys a start took for the newest. */
final class AcceptedRows {

  private AcceptedRows() {}

  static void tell(List<AcceptedRow> accepted, PrintWriter out) {
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
