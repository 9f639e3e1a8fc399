package dev.freehold.custody.purge;

import static dev.freehold.custody.seals.CustodySeals.PURGE_APPROVAL;

import dev.freehold.custody.seals.RowSeals;
import dev.freehold.ledger.note.NoteSignature;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** The table of operators' approvals, each statement in the caller's transaction. */
final class ApprovalRows {

  private ApprovalRows() {}

  /** False if the same key approved before. */
  static boolean insert(Handle tx, PurgeCase purge, OperatorApproval approval) {
    boolean isNew =
        tx.createUpdate(
                    """
                    INSERT INTO purge_approvals
                      (case_id, key_id, operator_name, statement_sha256, approved_at,
                       signature)
                    VALUES (:id, :keyId, :name, :statement, :at, :signature)
                    ON CONFLICT (case_id, key_id) DO NOTHING\
                    """)
                .bind("id", purge.id())
                .bind("keyId", approval.keyId())
                .bind("name", approval.operatorName())
                .bind("statement", approval.statementSha256())
                .bind("at", approval.at())
                .bindByType(
                    "signature",
                    approval.signature().map(NoteSignature::line).orElse(null),
                    String.class)
                .execute()
            == 1;
    if (isNew) {
      RowSeals.of(tx)
          .keep(
              tx,
              PURGE_APPROVAL
                  .row(purge.tenantId(), purge.id(), approval.keyId())
                  .set("operator_name", approval.operatorName())
                  .set("statement_sha256", approval.statementSha256())
                  .set("approved_at", approval.at())
                  .done());
    }
    return isNew;
  }

  /**
   * The approvals of a case, the oldest first. Rows that this service did not write are left out.
   */
  static List<OperatorApproval> of(Handle tx, UUID caseId) {
    return RowSeals.of(tx)
        .list(
            PURGE_APPROVAL,
            tx.createQuery(
                    "SELECT %s, signature FROM purge_approvals a WHERE case_id = :id"
                            .formatted(PURGE_APPROVAL.columns("a"))
                        + " ORDER BY approved_at, key_id")
                .bind("id", caseId),
            ApprovalRows::approval);
  }

  private static OperatorApproval approval(RowView row) {
    return new OperatorApproval(
        row.getColumn("operator_name", String.class),
        row.getColumn("key_id", String.class),
        row.getColumn("statement_sha256", String.class),
        row.getColumn("approved_at", Instant.class),
        Optional.ofNullable(row.getColumn("signature", String.class)).map(NoteSignature::parse));
  }
}
