package dev.freehold.custody.recovery;

import static dev.freehold.custody.seals.CustodySeals.RECOVERY_REQUEST;

import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.SealedRow;
import dev.freehold.custody.seals.WriteAct;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The table of requests for recovery, each statement in the caller's transaction. */
public final class RecoveryRows {

  private static final String SELECT =
      """
      SELECT %s, reason, requested_at, approved_at, denied_at, decision_comment AS comment,
        opened_at
      FROM recovery_requests r\040\
      """
          .formatted(RECOVERY_REQUEST.columns("r"));

  private RecoveryRows() {}

  /** False if a request about the policy is not at its end. */
  static boolean insert(Handle tx, WriteAct act, RecoveryRequest request) {
    boolean inserted =
        tx.createUpdate(
                    """
                    INSERT INTO recovery_requests
                      (id, tenant_id, policy_id, reason, state, requested_by, requested_at)
                    VALUES (:id, :tenantId, :policyId, :reason, :state, :requestedBy, :requestedAt)
                    ON CONFLICT DO NOTHING\
                    """)
                .bindMethods(request)
                .execute()
            == 1;
    if (inserted) {
      RowSeals.of(tx).keep(tx, act, meaning(request));
    }
    return inserted;
  }

  private static SealedRow meaning(RecoveryRequest request) {
    return RECOVERY_REQUEST
        .row(request.tenantId(), request.id())
        .set("policy_id", request.policyId())
        .set("job_id", request.jobId())
        .set("state", request.state())
        .set("requested_by", request.requestedBy())
        .set("approved_by", request.approvedBy())
        .set("denied_by", request.deniedBy())
        .set("opened_by", request.openedBy())
        .done();
  }

  static Optional<RecoveryRequest> byId(Handle tx, UUID id) {
    return one(tx, tx.createQuery(SELECT + "WHERE id = :id").bind("id", id));
  }

  private static Optional<RecoveryRequest> one(Handle tx, Query query) {
    return RowSeals.of(tx).one(RECOVERY_REQUEST, query, RecoveryRequest.class);
  }

  /**
   * Keeps others from changing the requests about a policy until the transaction ends. A caller
   * that also records an act does this before: the ledger's lock is always the last.
   */
  public static void lockOfPolicy(Handle tx, UUID policyId) {
    tx.createUpdate("UPDATE recovery_requests SET state = state WHERE policy_id = :policyId")
        .bind("policyId", policyId)
        .execute();
  }

  static List<RecoveryRequest> ofTenant(
      Handle tx, UUID tenantId, Set<RecoveryState> states, int max) {
    return list(
        tx,
        tx.createQuery(
                SELECT
                    + """
                    WHERE tenant_id = :tenantId AND state IN (<states>)
                    ORDER BY requested_at DESC, id LIMIT :max\
                    """)
            .bind("tenantId", tenantId)
            .bindList("states", states.stream().map(RecoveryState::name).toList())
            .bind("max", max));
  }

  private static List<RecoveryRequest> list(Handle tx, Query query) {
    return RowSeals.of(tx).list(RECOVERY_REQUEST, query, RecoveryRequest.class);
  }

  static List<RecoveryRequest> inState(Handle tx, RecoveryState state, int max) {
    return list(
        tx,
        tx.createQuery(SELECT + "WHERE state = :state ORDER BY requested_at, id LIMIT :max")
            .bind("state", state.name())
            .bind("max", max));
  }

  /** The request about a policy that is not at its end, if there is one. */
  public static Optional<RecoveryRequest> pending(Handle tx, UUID policyId) {
    return one(
        tx,
        tx.createQuery(
                SELECT
                    + """
                    WHERE policy_id = :policyId
                      AND state NOT IN ('DONE', 'CANCELLED', 'DENIED')\
                    """)
            .bind("policyId", policyId));
  }

  /** The request by which a geo's sites were begun to be moved and that is not at its end. */
  public static Optional<RecoveryRequest> begunForGeo(Handle tx, UUID tenantId, UUID geoId) {
    return one(
        tx,
        tx.createQuery(
                SELECT
                    + """
                    WHERE tenant_id = :tenantId AND state IN ('OPEN', 'MOVING') AND EXISTS
                      (SELECT 1 FROM jobs j WHERE j.id = job_id AND j.subject_id = :geoId)
                    ORDER BY requested_at LIMIT 1\
                    """)
            .bind("tenantId", tenantId)
            .bind("geoId", geoId));
  }

  /** Whether the job that a request has is at its end, before the request is. */
  static boolean isJobEnded(Handle tx, UUID id) {
    return tx.createQuery(
            """
            SELECT 1 FROM recovery_requests r JOIN jobs j ON j.id = r.job_id
            WHERE r.id = :id AND j.ended_at IS NOT NULL\
            """)
        .bind("id", id)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /**
   * Takes a step if and only if the request is where it has to be.
   *
   * @param further what else the step states
   */
  public static boolean advance(
      Handle tx,
      WriteAct act,
      UUID id,
      RecoveryState from,
      RecoveryState to,
      UnaryOperator<SealedRow> further) {
    RowSeals seals = RowSeals.of(tx);
    Optional<SealedRow> before =
        seals
            .forUpdate(tx, RECOVERY_REQUEST, id)
            .filter(row -> row.text("state").equals(from.name()));
    before.ifPresent(row -> seals.update(tx, act, row, further.apply(row.with("state", to))));
    return before.isPresent();
  }

  /** Keeps what the person who decided had to say. */
  static void comment(Handle tx, UUID id, Optional<String> comment) {
    tx.createUpdate("UPDATE recovery_requests SET decision_comment = :comment WHERE id = :id")
        .bind("comment", comment.orElse(null))
        .bind("id", id)
        .execute();
  }

  static void dates(Handle tx, UUID id, String column, Instant now) {
    tx.createUpdate("UPDATE recovery_requests SET " + column + " = :now WHERE id = :id")
        .bind("now", now)
        .bind("id", id)
        .execute();
  }
}
