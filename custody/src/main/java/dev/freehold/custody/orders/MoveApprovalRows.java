package dev.freehold.custody.orders;

import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.RowSeals;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The table of approvals, each statement in the caller's transaction. */
final class MoveApprovalRows {

  private MoveApprovalRows() {}

  /** Writes it in the place of one before, which no longer covers what the job waits for. */
  static void put(Handle tx, MoveApproval approval) {
    tx.createUpdate("DELETE FROM move_approvals WHERE job_id = :jobId")
        .bind("jobId", approval.jobId())
        .execute();
    tx.createUpdate(
            """
            INSERT INTO move_approvals (job_id, tenant_id, order_digest, target_policy_id,
              approved_by, approved_at, decision_comment)
            VALUES (:jobId, :tenantId, :digest, :target, :by, :at, :comment)\
            """)
        .bind("jobId", approval.jobId())
        .bind("tenantId", approval.tenantId())
        .bind("digest", approval.orderDigest())
        .bind("target", approval.target())
        .bind("by", approval.approvedBy())
        .bind("at", approval.approvedAt())
        .bind("comment", approval.comment().orElse(null))
        .execute();
    RowSeals.of(tx)
        .keep(
            tx,
            CustodySeals.MOVE_APPROVAL
                .row(approval.tenantId(), approval.jobId())
                .set("order_digest", approval.orderDigest())
                .set("approved_by", approval.approvedBy())
                .set("target_policy_id", approval.target())
                .set("approved_at", approval.approvedAt())
                .done());
  }

  /**
   * What was approved.
   *
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC} if something else has
   *     written the row
   */
  static Optional<MoveApproval> find(Handle tx, UUID jobId) {
    String columns = CustodySeals.MOVE_APPROVAL.columns("a");
    return RowSeals.of(tx)
        .one(
            CustodySeals.MOVE_APPROVAL,
            tx.createQuery(
                    """
                    SELECT %s, a.target_policy_id AS target, a.decision_comment AS comment
                    FROM move_approvals a WHERE a.job_id = :jobId\
                    """
                        .formatted(columns))
                .bind("jobId", jobId),
            MoveApproval.class);
  }
}
