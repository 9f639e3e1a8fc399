package dev.freehold.bench.ledger;

import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.BatchStatement;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.RowIds;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a service does that has an audit table and no ledger: the same facts in one row, by the same
 * durable group commit, with the same index by tenant and time. No hashes, no commitments, no order
 * that anybody could prove.
 */
final class PlainTable {

  private static final BatchStatement<LedgerEntry> INSERT =
      new BatchStatement<>(
          """
          INSERT INTO plain_audit
            (tenant_id, recorded_at, actor, operation, object_id, outcome, facts)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          """,
          (statement, entry) -> {
            statement.setBytes(1, RowIds.bytes(entry.tenantId()));
            statement.setLong(2, Clock.systemUTC().millis());
            statement.setString(3, entry.actor());
            statement.setString(4, entry.operation());
            statement.setString(5, entry.objectId());
            statement.setString(6, entry.outcome().name());
            statement.setBytes(7, json(entry.facts()).getBytes(StandardCharsets.UTF_8));
          });

  private final Database database;

  PlainTable(Database database) {
    this.database = database;
    database.write(
        tx -> {
          tx.execute(
              switch (database.dialect()) {
                case SQLITE -> create("INTEGER PRIMARY KEY", "BLOB");
                case POSTGRESQL -> create("BIGINT GENERATED ALWAYS AS IDENTITY", "BYTEA");
              });
          return tx.execute(
              "CREATE INDEX plain_audit_by_time ON plain_audit (tenant_id, recorded_at)");
        });
  }

  private static String create(String key, String bytes) {
    return """
    CREATE TABLE plain_audit (id %s, tenant_id %s, recorded_at BIGINT, actor VARCHAR(1024),
      operation VARCHAR(1024), object_id VARCHAR(1024), outcome VARCHAR(16), facts %s)
    """
        .formatted(key, bytes, bytes);
  }

  void append(LedgerEntry entry) {
    database.write(
        tx -> {
          INSERT.run(tx, List.of(entry));
          return null;
        });
  }

  /** Enough for facts without characters that JSON escapes. */
  private static String json(Map<String, String> facts) {
    StringBuilder out = new StringBuilder("{");
    new TreeMap<>(facts)
        .forEach(
            (name, value) ->
                out.append('"').append(name).append("\":\"").append(value).append("\","));
    return out.append('}').toString();
  }
}
