package dev.freehold.server.coverage;

import java.util.List;
import java.util.stream.Stream;

/** Which tables belong into which database. */
final class TableRules {

  private TableRules() {}

  /** The service's metadata. */
  static List<TableRule> main() {
    return together(LedgerTables.ledger(), CustodyTables.custody(), ContentTables.content());
  }

  /** Availability keys and the service's own roots. */
  static List<TableRule> availability() {
    return together(CustodyTables.availability());
  }

  /** The vaults of a service's process. */
  static List<TableRule> vault() {
    return together(LedgerTables.ledger(), VaultTables.vault());
  }

  /** Vaults that run alone, with a directory of their own. */
  static List<TableRule> standaloneVault() {
    return together(LedgerTables.ledger(), CustodyTables.custody(), VaultTables.vault());
  }

  @SafeVarargs
  private static List<TableRule> together(List<TableRule>... parts) {
    return Stream.concat(Stream.of(LedgerTables.history()), Stream.of(parts))
        .flatMap(List::stream)
        .toList();
  }
}
