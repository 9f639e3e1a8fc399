package dev.freehold.custody.pending;

import dev.freehold.custody.pending.PendingAct.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** The table of pending acts, each statement in the caller's transaction. */
final class ActRows {

  private static final String SELECT =
      """
      SELECT id, tenant_id, kind, subject_id, state, requested_by, requested_at, agreed_by,
        agreed_at, ended_by, ended_at
      FROM pending_acts\040\
      """;

  private ActRows() {}

  static void insert(Handle tx, PendingAct act) {
    tx.createUpdate(
            """
            INSERT INTO pending_acts (id, tenant_id, kind, subject_id, state, requested_by,
              requested_at)
            VALUES (:id, :tenantId, :kind, :subjectId, :state, :by, :at)\
            """)
        .bind("id", act.id())
        .bind("tenantId", act.tenantId())
        .bind("kind", act.kind().name())
        .bind("subjectId", act.subjectId())
        .bind("state", act.state().name())
        .bind("by", act.requestedBy())
        .bind("at", act.requestedAt())
        .execute();
  }

  static Optional<PendingAct> find(Handle tx, UUID tenantId, UUID id) {
    return tx.createQuery(SELECT + "WHERE tenant_id = :tenantId AND id = :id")
        .bind("tenantId", tenantId)
        .bind("id", id)
        .map(row -> act(row))
        .findOne();
  }

  /** The newest first. */
  static List<PendingAct> list(Handle tx, UUID tenantId, int max) {
    return tx.createQuery(
            SELECT + "WHERE tenant_id = :tenantId ORDER BY requested_at DESC, id LIMIT :max")
        .bind("tenantId", tenantId)
        .bind("max", max)
        .map(row -> act(row))
        .list();
  }

  static int countWaiting(Handle tx, UUID tenantId, Instant requestedAfter) {
    return tx.createQuery(
            """
            SELECT COUNT(*) FROM pending_acts
            WHERE tenant_id = :tenantId AND state = 'WAITING' AND requested_at > :after\
            """)
        .bind("tenantId", tenantId)
        .bind("after", requestedAfter)
        .mapTo(Integer.class)
        .one();
  }

  static boolean agree(Handle tx, UUID id, Step step) {
    return tx.createUpdate(
                """
                UPDATE pending_acts SET agreed_by = :by, agreed_at = :at
                WHERE id = :id AND state = 'WAITING' AND agreed_by IS NULL
                  AND requested_by <> :by AND subject_id <> :by\
                """)
            .bind("by", step.by())
            .bind("at", step.at())
            .bind("id", id)
            .execute()
        == 1;
  }

  /** Goes from one state to the next; false if it is not in that one. */
  static boolean go(Handle tx, UUID id, ActState from, ActState to, Step step) {
    return tx.createUpdate(
                """
                UPDATE pending_acts SET state = :to, ended_by = :by, ended_at = :at
                WHERE id = :id AND state = :from\
                """)
            .bind("to", to.name())
            .bind("by", step.by())
            .bind("at", step.at())
            .bind("id", id)
            .bind("from", from.name())
            .execute()
        == 1;
  }

  private static PendingAct act(RowView row) {
    return new PendingAct(
        row.getColumn("id", UUID.class),
        row.getColumn("tenant_id", UUID.class),
        ActKind.valueOf(row.getColumn("kind", String.class)),
        row.getColumn("subject_id", UUID.class),
        ActState.valueOf(row.getColumn("state", String.class)),
        row.getColumn("requested_by", UUID.class),
        row.getColumn("requested_at", Instant.class),
        step(row, "agreed"),
        step(row, "ended"));
  }

  private static Optional<Step> step(RowView row, String what) {
    return Optional.ofNullable(row.getColumn(what + "_by", UUID.class))
        .map(by -> new Step(by, row.getColumn(what + "_at", Instant.class)));
  }
}
