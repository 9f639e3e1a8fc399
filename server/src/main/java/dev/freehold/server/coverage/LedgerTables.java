package dev.freehold.server.coverage;

import java.util.List;

/** The tables of the ledger, and those that every database has. */
final class LedgerTables {

  private LedgerTables() {}

  /** Flyway's history, in every database. */
  static List<TableRule> history() {
    return List.of(
        TableRule.of("schema_history")
            .clear(
                Clear.PUBLIC,
                "installed_rank version description type script checksum installed_by")
            .numbers("installed_on execution_time")
            .states("success"));
  }

  static List<TableRule> ledger() {
    return List.of(
        TableRule.of("ledger_head").numbers("id tree_size").hashed("Merkle tree", "frontier"),
        TableRule.of("ledger_entry")
            .numbers("sequence recorded_at")
            .ids("tenant_id")
            .clear(Clear.LEDGER, "actor operation object_id outcome entry")
            .hashed("Merkle tree", "leaf_hash tree_root"));
  }
}
