package dev.freehold.custody.pending;

import static dev.freehold.custody.seals.CustodySeals.PENDING_ACT;

import dev.freehold.custody.pending.PendingAct.Step;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.SealedRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/** The table of pending acts, each statement in the caller's transaction. */
final class ActRows {

  private static final String SELECT =
      "SELECT %s FROM pending_acts a\n".formatted(PENDING_ACT.columns("a"));

  private ActRows() {}

  static void insert(Handle tx, PendingAct act) {
    tx.createUpdate(
            """
            INSERT INTO pending_acts (id, tenant_id, kind, subject_id, state, requested_by,
              requested_at)
            VALUES (:id, :tenantId, :kind, :subjectId, :state, :requestedBy, :requestedAt)\
            """)
        .bindMethods(act)
        .execute();
    RowSeals.of(tx)
        .keep(
            tx,
            PENDING_ACT
                .row(act.tenantId(), act.id())
                .set("kind", act.kind())
                .set("state", act.state())
                .set("subject_id", act.subjectId())
                .set("requested_by", act.requestedBy())
                .set("agreed_by", null)
                .set("ended_by", null)
                .set("requested_at", act.requestedAt())
                .set("agreed_at", null)
                .set("ended_at", null)
                .done());
  }

  /**
   * An act of the tenant's.
   *
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  static Optional<PendingAct> find(Handle tx, UUID tenantId, UUID id) {
    return RowSeals.of(tx)
        .one(
            PENDING_ACT,
            tx.createQuery(SELECT + "WHERE a.tenant_id = :tenantId AND a.id = :id")
                .bind("tenantId", tenantId)
                .bind("id", id),
            PendingAct.class);
  }

  /** The newest first. */
  static List<PendingAct> list(Handle tx, UUID tenantId, int max) {
    return RowSeals.of(tx)
        .list(
            PENDING_ACT,
            tx.createQuery(
                    SELECT
                        + """
                        WHERE a.tenant_id = :tenantId
                        ORDER BY a.requested_at DESC, a.id LIMIT :max\
                        """)
                .bind("tenantId", tenantId)
                .bind("max", max),
            PendingAct.class);
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

  /** Somebody agrees to an act that waits for it; false if it does not, or they may not. */
  static boolean agree(Handle tx, UUID id, Step step) {
    return change(
        tx,
        id,
        act ->
            isIn(act, ActState.WAITING)
                && act.isEmpty("agreed_by")
                && !isOf(act, "requested_by", step)
                && !isOf(act, "subject_id", step),
        act -> act.with("agreed_by", step.by()).with("agreed_at", step.at()));
  }

  /** Goes from one state to the next; false if it is not in that one. */
  static boolean go(Handle tx, UUID id, ActState from, ActState to, Step step) {
    return change(
        tx,
        id,
        act -> isIn(act, from),
        act -> act.with("state", to).with("ended_by", step.by()).with("ended_at", step.at()));
  }

  private static boolean change(
      Handle tx, UUID id, Predicate<SealedRow> which, UnaryOperator<SealedRow> change) {
    RowSeals seals = RowSeals.of(tx);
    Optional<SealedRow> held = seals.forUpdate(tx, PENDING_ACT, id).filter(which);
    held.ifPresent(act -> seals.update(tx, act, change.apply(act)));
    return held.isPresent();
  }

  private static boolean isIn(SealedRow act, ActState state) {
    return act.text("state").equals(state.name());
  }

  private static boolean isOf(SealedRow act, String field, Step step) {
    return act.id(field).filter(step.by()::equals).isPresent();
  }
}
