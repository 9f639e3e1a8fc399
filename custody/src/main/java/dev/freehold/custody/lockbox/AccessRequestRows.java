package dev.freehold.custody.lockbox;

import dev.freehold.custody.lockbox.AccessRequest.Decision;
import dev.freehold.custody.lockbox.AccessRequest.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/** The table of access requests, each statement in the caller's transaction. */
final class AccessRequestRows {

  private static final String SELECT =
      """
      SELECT id, request_number, tenant_id, service, owner_name, owner_id, folder, first_uid,
        last_uid, name_prefix, support_case, reason, duration_minutes, state, requested_by,
        requested_by_name, requested_at, endorsed_by, endorsed_by_name, endorsed_at, decided_by,
        decided_at, decision_comment, expires_at, access_until, ended_at, seen_at
      FROM access_requests\040\
      """;

  private static final String OPEN = "state IN ('REQUESTED', 'PENDING', 'APPROVED')";

  private AccessRequestRows() {}

  /**
   * A request and how far its time had come.
   *
   * @param seenAt the latest moment at which it was known to be open
   */
  record Row(AccessRequest request, Instant seenAt) {}

  /** False if the number is taken. */
  static boolean insert(Handle tx, AccessRequest request) {
    ScopeColumns scope = ScopeColumns.of(request.scope());
    return tx.createUpdate(
                """
                INSERT INTO access_requests
                  (id, request_number, tenant_id, service, owner_name, folder, first_uid, last_uid,
                   name_prefix, support_case, reason, duration_minutes, state, requested_by,
                   requested_by_name, requested_at, expires_at, seen_at)
                VALUES
                  (:id, :number, :tenantId, :service, :owner, :folder, :firstUid, :lastUid,
                   :prefix, :supportCase, :reason, :minutes, :state, :by,
                   :name, :at, :expiresAt, :at)
                ON CONFLICT (request_number) DO NOTHING\
                """)
            .bind("id", request.id())
            .bind("number", request.number())
            .bind("tenantId", request.tenantId())
            .bind("service", request.scope().service().name())
            .bind("owner", request.scope().owner())
            .bind("folder", scope.folder())
            .bind("firstUid", scope.firstUid())
            .bind("lastUid", scope.lastUid())
            .bind("prefix", scope.prefix())
            .bind("supportCase", request.supportCase())
            .bind("reason", request.reason())
            .bind("minutes", request.duration().toMinutes())
            .bind("state", request.state().name())
            .bind("by", request.requested().by())
            .bind("name", request.requested().name())
            .bind("at", request.requested().at())
            .bind("expiresAt", request.expiresAt())
            .execute()
        == 1;
  }

  /** By its number, in any case, or its GUID. */
  static Optional<Row> find(Handle tx, RequestName name) {
    return name.bind(tx.createQuery(SELECT + "WHERE " + name.condition()))
        .map(row -> row(row))
        .findOne();
  }

  static Row require(Handle tx, UUID id) {
    return tx.createQuery(SELECT + "WHERE id = :id").bind("id", id).map(row -> row(row)).one();
  }

  /** The newest first. */
  static List<Row> list(Handle tx, AccessRequestFilter filter, int max) {
    Query query =
        tx.createQuery(SELECT + filter.condition() + "ORDER BY requested_at DESC, id LIMIT :max");
    filter.bind(query);
    return query.bind("max", max).map(row -> row(row)).list();
  }

  /** Requests that are not at their end, by id. */
  static List<Row> open(Handle tx, UUID after, int max) {
    return tx.createQuery(SELECT + "WHERE " + OPEN + " AND id > :after ORDER BY id LIMIT :max")
        .bind("after", after)
        .bind("max", max)
        .map(row -> row(row))
        .list();
  }

  /** All that are not at their end of one tenant. */
  static List<Row> openOf(Handle tx, UUID tenantId) {
    return tx.createQuery(SELECT + "WHERE tenant_id = :tenantId AND " + OPEN + " ORDER BY id")
        .bind("tenantId", tenantId)
        .map(row -> row(row))
        .list();
  }

  static int countOpen(Handle tx, UUID tenantId) {
    return tx.createQuery(
            "SELECT COUNT(*) FROM access_requests WHERE tenant_id = :tenantId AND " + OPEN)
        .bind("tenantId", tenantId)
        .mapTo(Integer.class)
        .one();
  }

  static boolean endorse(Handle tx, UUID id, Step step) {
    return tx.createUpdate(
                """
                UPDATE access_requests SET state = 'PENDING', endorsed_by = :by,
                  endorsed_by_name = :name, endorsed_at = :at, seen_at = :at
                WHERE id = :id AND state = 'REQUESTED' AND requested_by <> :by\
                """)
            .bind("by", step.by())
            .bind("name", step.name())
            .bind("at", step.at())
            .bind("id", id)
            .execute()
        == 1;
  }

  static boolean approve(Handle tx, UUID id, UUID ownerId, Decision decision, Instant until) {
    return decided(
                tx.createUpdate(
                    """
                    UPDATE access_requests SET state = 'APPROVED', owner_id = :ownerId,
                      access_until = :until, decided_by = :by, decided_at = :at,
                      decision_comment = :comment, seen_at = :at
                    WHERE id = :id AND state = 'PENDING'\
                    """),
                decision)
            .bind("ownerId", ownerId)
            .bind("until", until)
            .bind("id", id)
            .execute()
        == 1;
  }

  /** Ends a request by a decision of the tenant. */
  static boolean close(
      Handle tx, UUID id, AccessRequestState from, AccessRequestState to, Decision decision) {
    return decided(
                tx.createUpdate(
                    """
                    UPDATE access_requests SET state = :to, decided_by = :by, decided_at = :at,
                      decision_comment = :comment, ended_at = :at, seen_at = :at
                    WHERE id = :id AND state = :from\
                    """),
                decision)
            .bind("to", to.name())
            .bind("id", id)
            .bind("from", from.name())
            .execute()
        == 1;
  }

  private static Update decided(Update update, Decision decision) {
    return update
        .bind("by", decision.by())
        .bind("at", decision.at())
        .bind("comment", decision.comment().orElse(null));
  }

  static int eraseComments(Handle tx, UUID tenantId, String by) {
    return tx.createUpdate(
            """
            UPDATE access_requests SET decision_comment = NULL
            WHERE tenant_id = :tenantId AND decided_by = :by AND decision_comment IS NOT NULL\
            """)
        .bind("tenantId", tenantId)
        .bind("by", by)
        .execute();
  }

  /** Ends a request whose time is over. */
  static boolean end(
      Handle tx, UUID id, AccessRequestState from, AccessRequestState to, Instant at) {
    return tx.createUpdate(
                """
                UPDATE access_requests SET state = :to, ended_at = :at, seen_at = :at
                WHERE id = :id AND state = :from\
                """)
            .bind("to", to.name())
            .bind("at", at)
            .bind("id", id)
            .bind("from", from.name())
            .execute()
        == 1;
  }

  /** Keeps how far the time of an open request has come, for whoever goes on with it. */
  static void seen(Handle tx, UUID id, Instant at) {
    tx.createUpdate(
            "UPDATE access_requests SET seen_at = :at WHERE id = :id AND seen_at < :at AND " + OPEN)
        .bind("at", at)
        .bind("id", id)
        .execute();
  }

  private static Row row(RowView row) {
    AccessRequest request =
        new AccessRequest(
            row.getColumn("id", UUID.class),
            row.getColumn("request_number", String.class),
            row.getColumn("tenant_id", UUID.class),
            ScopeColumns.scope(row),
            Optional.ofNullable(row.getColumn("owner_id", UUID.class)),
            row.getColumn("support_case", String.class),
            row.getColumn("reason", String.class),
            Duration.ofMinutes(row.getColumn("duration_minutes", Long.class)),
            AccessRequestState.valueOf(row.getColumn("state", String.class)),
            step(row, "requested").orElseThrow(),
            step(row, "endorsed"),
            decision(row),
            row.getColumn("expires_at", Instant.class),
            Optional.ofNullable(row.getColumn("access_until", Instant.class)),
            Optional.ofNullable(row.getColumn("ended_at", Instant.class)));
    return new Row(request, row.getColumn("seen_at", Instant.class));
  }

  private static Optional<Step> step(RowView row, String what) {
    return Optional.ofNullable(row.getColumn(what + "_by", String.class))
        .map(
            by ->
                new Step(
                    by,
                    row.getColumn(what + "_by_name", String.class),
                    row.getColumn(what + "_at", Instant.class)));
  }

  private static Optional<Decision> decision(RowView row) {
    return Optional.ofNullable(row.getColumn("decided_by", String.class))
        .map(
            by ->
                new Decision(
                    by,
                    row.getColumn("decided_at", Instant.class),
                    Optional.ofNullable(row.getColumn("decision_comment", String.class))));
  }
}
