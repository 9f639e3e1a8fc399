package dev.freehold.custody.lockbox;

import static dev.freehold.custody.seals.CustodySeals.ACCESS_REQUEST;

import dev.freehold.custody.lockbox.AccessRequest.Decision;
import dev.freehold.custody.lockbox.AccessRequest.Step;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.SealedRow;
import dev.freehold.custody.seals.WriteAct;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.Query;

/** The table of access requests, each statement in the caller's transaction. */
final class AccessRequestRows {

  private static final String SELECT =
      """
      SELECT %s, requested_at, endorsed_at, decided_at, decision_comment, ended_at, seen_at
      FROM access_requests r\040\
      """
          .formatted(ACCESS_REQUEST.columns("r"));

  private static final String OPEN = "state IN ('REQUESTED', 'PENDING', 'APPROVED')";

  private AccessRequestRows() {}

  /**
   * A request and how far its time had come.
   *
   * @param seenAt the latest moment at which it was known to be open
   */
  record Row(AccessRequest request, Instant seenAt) {}

  /** False if the number is taken. */
  static boolean insert(Handle tx, WriteAct act, AccessRequest request) {
    ScopeColumns scope = ScopeColumns.of(request.scope());
    boolean inserted =
        tx.createUpdate(
                    """
                    INSERT INTO access_requests
                      (id, request_number, tenant_id, service, owner_name, folder, first_uid,
                       last_uid, name_prefix, support_case, reason, duration_minutes, state,
                       requested_by,
                       requested_by_name, requested_at, expires_at, seen_at)
                    VALUES
                      (:id, :number, :tenantId, :service, :owner, :folder, :firstUid, :lastUid,
                       :prefix, :supportCase, :reason, :minutes, :state,
                       :requested.by, :requested.name, :requested.at, :expiresAt, :requested.at)
                    ON CONFLICT (request_number) DO NOTHING\
                    """)
                .bindMethods(request)
                .bind("service", request.scope().service().name())
                .bind("owner", request.scope().owner())
                .bind("folder", scope.folder())
                .bind("firstUid", scope.firstUid())
                .bind("lastUid", scope.lastUid())
                .bind("prefix", scope.prefix())
                .bind("minutes", request.duration().toMinutes())
                .execute()
            == 1;
    if (inserted) {
      RowSeals.of(tx).keep(tx, act, meaning(request, scope));
    }
    return inserted;
  }

  private static SealedRow meaning(AccessRequest request, ScopeColumns scope) {
    return ACCESS_REQUEST
        .row(request.tenantId(), request.id())
        .set("request_number", request.number())
        .set("service", request.scope().service())
        .set("owner_name", request.scope().owner())
        .set("folder", scope.folder())
        .set("name_prefix", scope.prefix())
        .set("state", request.state())
        .set("requested_by", request.requested().by())
        .set("endorsed_by", request.endorsed().map(Step::by))
        .set("decided_by", request.decision().map(Decision::by))
        .set("owner_id", request.ownerId())
        .set("first_uid", scope.firstUid())
        .set("last_uid", scope.lastUid())
        .set("duration_minutes", request.duration().toMinutes())
        .set("expires_at", request.expiresAt())
        .set("access_until", request.accessUntil())
        .set("requested_by_name", request.requested().name())
        .set("endorsed_by_name", request.endorsed().map(Step::name))
        .set("support_case", request.supportCase())
        .set("reason", request.reason())
        .done();
  }

  /** By its number, in any case, or its GUID. */
  static Optional<Row> find(Handle tx, RequestName name) {
    return RowSeals.of(tx)
        .one(
            ACCESS_REQUEST,
            name.bind(tx.createQuery(SELECT + "WHERE " + name.condition())),
            AccessRequestRows::row);
  }

  static Row require(Handle tx, UUID id) {
    return find(tx, new RequestName.OfId(id)).orElseThrow();
  }

  /** The newest first. */
  static List<Row> list(Handle tx, AccessRequestFilter filter, int max) {
    Query query =
        tx.createQuery(SELECT + filter.condition() + "ORDER BY requested_at DESC, id LIMIT :max");
    filter.bind(query);
    return list(tx, query.bind("max", max));
  }

  private static List<Row> list(Handle tx, Query query) {
    return RowSeals.of(tx).list(ACCESS_REQUEST, query, AccessRequestRows::row);
  }

  /** Requests that are not at their end, by id. */
  static List<Row> open(Handle tx, UUID after, int max) {
    return list(
        tx,
        tx.createQuery(SELECT + "WHERE " + OPEN + " AND id > :after ORDER BY id LIMIT :max")
            .bind("after", after)
            .bind("max", max));
  }

  /** All that are not at their end of one tenant. */
  static List<Row> openOf(Handle tx, UUID tenantId) {
    return list(
        tx,
        tx.createQuery(SELECT + "WHERE tenant_id = :tenantId AND " + OPEN + " ORDER BY id")
            .bind("tenantId", tenantId));
  }

  /** The same as they are sealed, for a caller that is about to write them. */
  static List<SealedRow> sealedOpenOf(Handle tx, UUID tenantId) {
    RowSeals seals = RowSeals.of(tx);
    return openOf(tx, tenantId).stream()
        .map(row -> seals.find(tx, ACCESS_REQUEST, row.request().id()).orElseThrow())
        .toList();
  }

  static int countOpen(Handle tx, UUID tenantId) {
    return tx.createQuery(
            "SELECT COUNT(*) FROM access_requests WHERE tenant_id = :tenantId AND " + OPEN)
        .bind("tenantId", tenantId)
        .mapTo(Integer.class)
        .one();
  }

  static boolean endorse(Handle tx, WriteAct act, UUID id, Step step) {
    boolean done =
        advance(
            tx,
            act,
            id,
            row ->
                isAt(row, AccessRequestState.REQUESTED)
                    && !row.text("requested_by").equals(step.by()),
            row ->
                row.with("state", AccessRequestState.PENDING)
                    .with("endorsed_by", step.by())
                    .with("endorsed_by_name", step.name()));
    if (done) {
      tx.createUpdate(
              """
              UPDATE access_requests SET endorsed_at = :at, seen_at = :at WHERE id = :id\
              """)
          .bind("at", step.at())
          .bind("id", id)
          .execute();
    }
    return done;
  }

  static boolean approve(
      Handle tx, WriteAct act, UUID id, UUID ownerId, Decision decision, Instant until) {
    boolean done =
        advance(
            tx,
            act,
            id,
            row -> isAt(row, AccessRequestState.PENDING),
            row ->
                row.with("state", AccessRequestState.APPROVED)
                    .with("owner_id", ownerId)
                    .with("access_until", until)
                    .with("decided_by", decision.by()));
    if (done) {
      decided(tx, id, decision, Optional.empty());
    }
    return done;
  }

  /** Ends a request by a decision of the tenant. */
  static boolean close(
      Handle tx,
      WriteAct act,
      UUID id,
      AccessRequestState from,
      AccessRequestState to,
      Decision decision) {
    boolean done =
        advance(
            tx,
            act,
            id,
            row -> isAt(row, from),
            row -> row.with("state", to).with("decided_by", decision.by()));
    if (done) {
      decided(tx, id, decision, Optional.of(decision.at()));
    }
    return done;
  }

  private static boolean isAt(SealedRow row, AccessRequestState state) {
    return row.text("state").equals(state.name());
  }

  private static boolean advance(
      Handle tx,
      WriteAct act,
      UUID id,
      Predicate<SealedRow> when,
      UnaryOperator<SealedRow> change) {
    RowSeals seals = RowSeals.of(tx);
    Optional<SealedRow> held = seals.forUpdate(tx, ACCESS_REQUEST, id).filter(when);
    held.ifPresent(row -> seals.update(tx, act, row, change.apply(row)));
    return held.isPresent();
  }

  private static void decided(Handle tx, UUID id, Decision decision, Optional<Instant> endedAt) {
    tx.createUpdate(
            """
            UPDATE access_requests SET decided_at = :at, decision_comment = :comment,
              ended_at = :endedAt, seen_at = :at
            WHERE id = :id\
            """)
        .bind("at", decision.at())
        .bind("comment", decision.comment().orElse(null))
        .bindByType("endedAt", endedAt.orElse(null), Instant.class)
        .bind("id", id)
        .execute();
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
      Handle tx,
      WriteAct act,
      UUID id,
      AccessRequestState from,
      AccessRequestState to,
      Instant at) {
    boolean done = advance(tx, act, id, row -> isAt(row, from), row -> row.with("state", to));
    if (done) {
      tx.createUpdate("UPDATE access_requests SET ended_at = :at, seen_at = :at WHERE id = :id")
          .bind("at", at)
          .bind("id", id)
          .execute();
    }
    return done;
  }

  /** Keeps how far the time of an open request has come, for the node that goes on with it. */
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
