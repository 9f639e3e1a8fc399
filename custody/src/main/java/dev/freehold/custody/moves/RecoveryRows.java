package dev.freehold.custody.moves;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** The table of requests for recovery, each statement in the caller's transaction. */
final class RecoveryRows {

  private static final String SELECT =
      """
      SELECT id, tenant_id, policy_id, reason, state, requested_by, requested_at, approved_by,
        approved_at, denied_by, denied_at, decision_comment, opened_by, opened_at, job_id
      FROM recovery_requests\040\
      """;

  private RecoveryRows() {}

  /** False if a request about the policy is not at its end. */
  static boolean insert(Handle tx, RecoveryRequest request) {
    return tx.createUpdate(
                """
                INSERT INTO recovery_requests
                  (id, tenant_id, policy_id, reason, state, requested_by, requested_at)
                VALUES (:id, :tenantId, :policyId, :reason, :state, :requestedBy, :requestedAt)
                ON CONFLICT DO NOTHING\
                """)
            .bind("id", request.id())
            .bind("tenantId", request.tenantId())
            .bind("policyId", request.policyId())
            .bind("reason", request.reason())
            .bind("state", request.state().name())
            .bind("requestedBy", request.requestedBy())
            .bind("requestedAt", request.requestedAt())
            .execute()
        == 1;
  }

  static Optional<RecoveryRequest> byId(Handle tx, UUID id) {
    return tx.createQuery(SELECT + "WHERE id = :id")
        .bind("id", id)
        .map(row -> request(row))
        .findOne();
  }

  /**
   * Keeps others from changing the requests about a policy until the transaction ends. Whoever also
   * records an act does this before: the ledger's lock is always the last.
   */
  static void holdOfPolicy(Handle tx, UUID policyId) {
    tx.createUpdate("UPDATE recovery_requests SET state = state WHERE policy_id = :policyId")
        .bind("policyId", policyId)
        .execute();
  }

  static List<RecoveryRequest> ofTenant(
      Handle tx, UUID tenantId, Set<RecoveryState> states, int max) {
    return tx.createQuery(
            SELECT
                + """
                WHERE tenant_id = :tenantId AND state IN (<states>)
                ORDER BY requested_at DESC, id LIMIT :max\
                """)
        .bind("tenantId", tenantId)
        .bindList("states", states.stream().map(RecoveryState::name).toList())
        .bind("max", max)
        .map(row -> request(row))
        .list();
  }

  static List<RecoveryRequest> inState(Handle tx, RecoveryState state, int max) {
    return tx.createQuery(SELECT + "WHERE state = :state ORDER BY requested_at, id LIMIT :max")
        .bind("state", state.name())
        .bind("max", max)
        .map(row -> request(row))
        .list();
  }

  /** The request about a policy that is not at its end, if there is one. */
  static Optional<RecoveryRequest> pending(Handle tx, UUID policyId) {
    return tx.createQuery(
            SELECT + "WHERE policy_id = :policyId AND state NOT IN ('DONE', 'CANCELLED', 'DENIED')")
        .bind("policyId", policyId)
        .map(row -> request(row))
        .findFirst();
  }

  /** The request by which a geo's sites were begun to be moved and that is not at its end. */
  static Optional<RecoveryRequest> begunForGeo(Handle tx, UUID tenantId, UUID geoId) {
    return tx.createQuery(
            SELECT
                + """
                WHERE tenant_id = :tenantId AND state IN ('OPEN', 'MOVING')
                  AND EXISTS (SELECT 1 FROM jobs j WHERE j.id = job_id AND j.subject_id = :geoId)
                ORDER BY requested_at LIMIT 1\
                """)
        .bind("tenantId", tenantId)
        .bind("geoId", geoId)
        .map(row -> request(row))
        .findFirst();
  }

  /** Gives a request another job; only if the one that it had ended before the request's end. */
  static boolean moveAgain(Handle tx, UUID id, UUID jobId) {
    return tx.createUpdate(
                """
                UPDATE recovery_requests SET job_id = :jobId
                WHERE id = :id AND state = 'MOVING' AND EXISTS
                  (SELECT 1 FROM jobs j WHERE j.id = job_id AND j.ended_at IS NOT NULL)\
                """)
            .bind("jobId", jobId)
            .bind("id", id)
            .execute()
        == 1;
  }

  /** Takes a step that leaves no more trace than its entry in the ledger. */
  static boolean advance(Handle tx, UUID id, RecoveryState from, RecoveryState to) {
    return tx.createUpdate(
                "UPDATE recovery_requests SET state = :to WHERE id = :id AND state = :from")
            .bind("to", to.name())
            .bind("id", id)
            .bind("from", from.name())
            .execute()
        == 1;
  }

  /** Takes a step if and only if the request is where it has to be. */
  static boolean advance(
      Handle tx, UUID id, RecoveryState from, RecoveryState to, String setting, Object value) {
    return tx.createUpdate(
                "UPDATE recovery_requests SET state = :to, "
                    + setting
                    + " = :value WHERE id = :id AND state = :from")
            .bind("to", to.name())
            .bind("value", value)
            .bind("id", id)
            .bind("from", from.name())
            .execute()
        == 1;
  }

  /** Keeps what whoever decided had to say. */
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

  private static RecoveryRequest request(RowView row) {
    return new RecoveryRequest(
        row.getColumn("id", UUID.class),
        row.getColumn("tenant_id", UUID.class),
        row.getColumn("policy_id", UUID.class),
        row.getColumn("reason", String.class),
        RecoveryState.valueOf(row.getColumn("state", String.class)),
        row.getColumn("requested_by", String.class),
        row.getColumn("requested_at", Instant.class),
        Optional.ofNullable(row.getColumn("approved_by", String.class)),
        Optional.ofNullable(row.getColumn("approved_at", Instant.class)),
        Optional.ofNullable(row.getColumn("denied_by", String.class)),
        Optional.ofNullable(row.getColumn("denied_at", Instant.class)),
        Optional.ofNullable(row.getColumn("decision_comment", String.class)),
        Optional.ofNullable(row.getColumn("opened_by", String.class)),
        Optional.ofNullable(row.getColumn("opened_at", Instant.class)),
        Optional.ofNullable(row.getColumn("job_id", UUID.class)));
  }
}
