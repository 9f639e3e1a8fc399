package dev.freehold.ledger.publish;

import dev.freehold.ledger.LedgerHead;
import dev.freehold.ledger.tree.MerkleHash;
import dev.freehold.persistence.RowIds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The table of what witnesses have said. */
final class WitnessRows {

  private static final String SELECT =
      """
      SELECT witness, tree_size, root, signature_line, refusal
      FROM ledger_witness WHERE tenant_id = :tenant
      """;

  /**
   * What one witness has last said of one log.
   *
   * @param witness its vkey
   * @param cosigned the newest head that it cosigned; empty if none
   * @param line the signature line for that
   * @param refusal why it refused the last head, or empty
   */
  record Row(String witness, Optional<LedgerHead> cosigned, String line, String refusal) {

    long size() {
      return cosigned.map(LedgerHead::size).orElse(0L);
    }
  }

  private WitnessRows() {}

  static List<Row> of(Handle tx, UUID tenantId) {
    return tx.createQuery(SELECT)
        .bind("tenant", RowIds.bytes(tenantId))
        .map((row, context) -> read(row))
        .list();
  }

  static Optional<Row> find(Handle tx, UUID tenantId, String witness) {
    return tx.createQuery(SELECT + " AND witness = :witness")
        .bind("tenant", RowIds.bytes(tenantId))
        .bind("witness", witness)
        .map((row, context) -> read(row))
        .findOne();
  }

  private static Row read(ResultSet row) throws SQLException {
    String line = row.getString(4);
    return new Row(
        row.getString(1),
        line.isEmpty()
            ? Optional.empty()
            : Optional.of(new LedgerHead(row.getLong(2), MerkleHash.fromBytes(row.getBytes(3)))),
        line,
        row.getString(5));
  }

  /** Returns false if another node has got a cosignature of a newer head; that one stays. */
  static boolean saveCosigned(
      Handle tx, UUID tenantId, String witness, LedgerHead head, String line, long now) {
    return tx.createUpdate(
                """
                INSERT INTO ledger_witness (tenant_id, witness, tree_size, root, signature_line,
                  cosigned_at, refusal, refused_at)
                VALUES (:tenant, :witness, :size, :root, :line, :now, '', 0)
                ON CONFLICT (tenant_id, witness) DO UPDATE SET tree_size = excluded.tree_size,
                  root = excluded.root, signature_line = excluded.signature_line,
                  cosigned_at = excluded.cosigned_at, refusal = ''
                WHERE excluded.tree_size >= ledger_witness.tree_size
                """)
            .bind("tenant", RowIds.bytes(tenantId))
            .bind("witness", witness)
            .bind("size", head.size())
            .bind("root", head.root().bytes())
            .bind("line", line)
            .bind("now", now)
            .execute()
        > 0;
  }

  /** Returns whether that is new: the last head was not refused for the same reason. */
  static boolean saveRefused(Handle tx, UUID tenantId, String witness, String refusal, long now) {
    return tx.createUpdate(
                """
                INSERT INTO ledger_witness (tenant_id, witness, tree_size, root, signature_line,
                  cosigned_at, refusal, refused_at)
                VALUES (:tenant, :witness, 0, :root, '', 0, :refusal, :now)
                ON CONFLICT (tenant_id, witness) DO UPDATE SET refusal = excluded.refusal,
                  refused_at = excluded.refused_at
                WHERE ledger_witness.refusal <> excluded.refusal
                """)
            .bind("tenant", RowIds.bytes(tenantId))
            .bind("witness", witness)
            .bind("root", new byte[0])
            .bind("refusal", refusal)
            .bind("now", now)
            .execute()
        > 0;
  }
}
