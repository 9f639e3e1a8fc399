package dev.freehold.server.coverage;

import java.util.List;
import java.util.stream.Stream;

/** The coverage rules of the ledger's tables, and of those that every database has. */
public final class LedgerTables {

  private LedgerTables() {}

  /** Flyway's histories, in every database; the second comes with the first expansion. */
  public static List<TableRule> history() {
    return Stream.of("schema_history", "schema_expansions")
        .map(
            table ->
                TableRule.of(table)
                    .clear(
                        Clear.PUBLIC,
                        "installed_rank version description type script checksum installed_by")
                    .numbers("installed_on execution_time")
                    .states("success"))
        .toList();
  }

  /**
   * The ledger's.
   *
   * @param logKey what seals the key that signs checkpoints
   */
  public static List<TableRule> ledger(Key logKey) {
    return List.of(
        TableRule.of("ledger_head").numbers("id last_sequence"),
        TableRule.of("ledger_first_tree").numbers("id tree_size").hashed("Merkle tree", "frontier"),
        TableRule.of("ledger_log")
            .ids("tenant_id")
            .numbers("tree_size")
            .hashed("Merkle tree", "frontier"),
        TableRule.of("ledger_tile")
            .ids("tenant_id")
            .numbers("tile_level tile_index")
            .hashed("Merkle tree", "root hashes"),
        TableRule.of("ledger_entry")
            .numbers("sequence log_index recorded_at")
            .ids("tenant_id")
            .clear(Clear.LEDGER, "operation object_id outcome entry")
            .hashed("Merkle tree", "leaf_hash"),
        TableRule.of("ledger_personal")
            .numbers("sequence")
            .clear(Clear.LEDGER, "actor_salt actor values_salt personal_values"),
        TableRule.of("ledger_pending")
            .numbers("id")
            .clear(Clear.LEDGER, "entry actor_salt actor values_salt personal_values"),
        TableRule.of("ledger_log_key")
            .numbers("id created_at")
            .clear(Clear.PUBLIC, "service_name")
            .sealed(logKey, "sealed_private_key"),
        TableRule.of("ledger_witness")
            .ids("tenant_id")
            .numbers("tree_size cosigned_at refused_at")
            .clear(Clear.PUBLIC, "witness signature_line")
            .states("refusal")
            .hashed("Merkle tree", "root"));
  }
}
