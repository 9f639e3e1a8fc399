package dev.freehold.custody.purge;

import static dev.freehold.custody.seals.CustodySeals.PURGE_BACKUPS;

import dev.freehold.custody.seals.RowSeals;
import dev.freehold.ledger.note.NoteSignature;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** The table of attestations about backups, each statement in the caller's transaction. */
final class BackupRows {

  private BackupRows() {}

  static void insert(Handle tx, PurgeCase purge, BackupsDestroyed attested, long entry) {
    tx.createUpdate(
            """
            INSERT INTO purge_backups
              (case_id, number, destroyed_on, operator_name, key_id, statement_sha256,
               attested_at, signature, ledger_entry)
            VALUES (:id, :number, :destroyedOn, :name, :keyId, :statement, :at, :signature, :entry)\
            """)
        .bind("id", purge.id())
        .bind("number", attested.number())
        .bind("destroyedOn", attested.destroyedOn().toString())
        .bind("name", attested.operatorName())
        .bind("keyId", attested.keyId())
        .bind("statement", attested.statementSha256())
        .bind("at", attested.at())
        .bind("signature", attested.signature().line())
        .bind("entry", entry)
        .execute();
    RowSeals.of(tx)
        .keep(
            tx,
            PURGE_BACKUPS
                .row(purge.tenantId(), purge.id(), attested.statementSha256())
                .set("destroyed_on", attested.destroyedOn().toString())
                .set("operator_name", attested.operatorName())
                .set("key_id", attested.keyId())
                .set("number", attested.number())
                .set("attested_at", attested.at())
                .done());
  }

  /** Those of a case, the oldest first. Rows that this service did not write are left out. */
  static List<BackupsDestroyed> of(Handle tx, UUID caseId) {
    return RowSeals.of(tx)
        .list(
            PURGE_BACKUPS,
            tx.createQuery(
                    "SELECT %s, signature FROM purge_backups b WHERE case_id = :id"
                            .formatted(PURGE_BACKUPS.columns("b"))
                        + " ORDER BY number")
                .bind("id", caseId),
            BackupRows::attested);
  }

  private static BackupsDestroyed attested(RowView row) {
    return new BackupsDestroyed(
        row.getColumn("number", Integer.class),
        LocalDate.parse(row.getColumn("destroyed_on", String.class)),
        row.getColumn("operator_name", String.class),
        row.getColumn("key_id", String.class),
        row.getColumn("statement_sha256", String.class),
        row.getColumn("attested_at", Instant.class),
        NoteSignature.parse(row.getColumn("signature", String.class)));
  }

  /** The indexes of their entries in the tenant's log, the oldest first. */
  static List<Long> entries(Handle tx, UUID caseId) {
    return tx.createQuery(
            "SELECT ledger_entry FROM purge_backups WHERE case_id = :id ORDER BY number")
        .bind("id", caseId)
        .mapTo(Long.class)
        .list();
  }
}
