package dev.freehold.server.coverage;

import java.util.List;
import java.util.stream.Stream;

/** Which tables belong into which database. */
final class TableRules {

  private TableRules() {}

  /** The service's metadata. */
  static List<TableRule> main() {
    return together(
        List.of(
            LedgerTables.ledger(Key.SERVICE_MASTER),
            CustodyTables.custody(),
            ContentTables.content()));
  }

  /** Availability keys and the service's own roots. */
  static List<TableRule> availability() {
    return together(List.of(CustodyTables.availability()));
  }

  /** The vaults of a service's process. */
  static List<TableRule> vault() {
    return together(
        List.of(LedgerTables.ledger(Key.VAULT_MASTER), LedgerTables.sinks(), VaultTables.vault()));
  }

  /** Vaults that run alone, with a directory of their own. */
  static List<TableRule> standaloneVault() {
    return together(
        List.of(
            LedgerTables.ledger(Key.SERVICE_MASTER), CustodyTables.custody(), VaultTables.vault()));
  }

  private static List<TableRule> together(List<List<TableRule>> parts) {
    return Stream.concat(Stream.of(LedgerTables.history()), parts.stream())
        .flatMap(List::stream)
        .toList();
  }
}
