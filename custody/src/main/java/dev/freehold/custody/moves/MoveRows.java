package dev.freehold.custody.moves;

import dev.freehold.custody.jobs.JobStep;
import dev.freehold.custody.orders.Departure;
import dev.freehold.custody.orders.MoveScope;
import dev.freehold.custody.orders.ShardRange;
import dev.freehold.custody.owners.CoveringPolicy;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.policies.PolicyState;
import dev.freehold.custody.policies.WrappedKeys;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.persistence.RowIds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;

/** What jobs read of owners and their keys. */
final class MoveRows {

  private static final String OWNERS =
      """
      key_owners o%s
        JOIN owner_keys k ON k.id = o.owner_key_id
        JOIN tenants t ON t.id = o.tenant_id
        LEFT JOIN geos g ON g.id = o.geo_id
      """;

  private static final String PAGE_COLUMNS =
      """
      o.id, tp.id, tp.kind, (SELECT kind FROM policies WHERE id = k.policy_id), tp.state, \
      """
          + WrappedKeys.COLUMNS
          + ", "
          + CustodySeals.KEY_OWNER.columns("o");

  /** From which columns of these on the key has its own, and the owner. */
  private static final int FIRST_OF_KEY = 6;

  private static final int FIRST_OF_OWNER = FIRST_OF_KEY + WrappedKeys.COLUMN_COUNT;

  private MoveRows() {}

  /** Owners of the scope in the range, by id. */
  static List<KeyToMove> page(
      Handle tx, UUID tenantId, UUID jobId, MoveScope scope, ShardRange range, int max) {
    Map<UUID, Boolean> staying = new HashMap<>();
    return found(tx, tenantId, jobId, scope, range, max).stream()
        .map(
            owned ->
                owned.staysIf(
                    staying.computeIfAbsent(
                        owned.key().policyId(), id -> !underPurge(tx, Set.of(id)).isEmpty())))
        .toList();
  }

  private static List<KeyToMove> found(
      Handle tx, UUID tenantId, UUID jobId, MoveScope scope, ShardRange range, int max) {
    RowSeals seals = RowSeals.of(tx);
    return switch (scope) {
      case MoveScope.Reassigned reassigned -> ReassignedRows.page(tx, reassigned, range, max);
      case MoveScope.Named _, MoveScope.Uncovered _, MoveScope.OfGeo _ ->
          inRange(tx, PAGE_COLUMNS, "", tenantId, jobId, scope, range, max)
              .map((row, _) -> owned(seals, row))
              .list();
    };
  }

  /** Those of some policies that let nothing go any more, because their purge was requested. */
  static List<UUID> underPurge(Handle tx, Set<UUID> policyIds) {
    return policyIds.isEmpty()
        ? List.of()
        : tx.createQuery(
                """
                SELECT id FROM policies WHERE id IN (<ids>)
                  AND state IN ('PURGE_REQUESTED', 'PURGE_AUTHORISED', 'PURGING', 'PURGED')\
                """)
            .bindList("ids", List.copyOf(policyIds))
            .mapTo(UUID.class)
            .list();
  }

  /**
   * Some columns of the scope's first owners in a range, by id; {@code tp} is where each has to go.
   */
  static Query inRange(
      Handle tx,
      String columns,
      String further,
      UUID tenantId,
      UUID jobId,
      MoveScope scope,
      ShardRange range,
      int max) {
    String sql =
        """
        SELECT %s FROM (%s) AS found JOIN %s JOIN policies tp ON tp.id = %s
        ORDER BY o.id LIMIT :max%s\
        """
            .formatted(
                columns,
                found(scope),
                OWNERS.formatted(" ON o.id = found.id"),
                target(scope),
                further);
    return bind(tx.createQuery(sql), tenantId, jobId, scope)
        .bind("after", range.after())
        .bind("last", range.last())
        .bind("max", max);
  }

  /** How many owners a scope has now. */
  static long count(Handle tx, UUID tenantId, UUID jobId, MoveScope scope) {
    String sql =
        conditions(scope).stream()
            .map("(SELECT COUNT(*) FROM key_owners o WHERE %s)"::formatted)
            .collect(Collectors.joining(" + ", "SELECT ", ""));
    return bind(tx.createQuery(sql), tenantId, jobId, scope).mapTo(Long.class).one();
  }

  /**
   * The ids at which a scope is cut into parts of about the same size. Of those that are assigned
   * anew it looks at those that still have to be. Owners that were purged count too, so that an
   * index tells all. A query for each walks through it; one that numbers all owners takes ten times
   * as long.
   */
  static List<UUID> borders(Handle tx, UUID tenantId, UUID jobId, MoveScope scope, int maxParts) {
    String from = "FROM key_owners o WHERE " + owners(scope).getFirst();
    Query counting = tx.createQuery("SELECT COUNT(*) " + from);
    long owners = bind(counting, tenantId, jobId, scope).mapTo(Long.class).one();
    long partOwners = Math.max(1, Math.ceilDiv(owners, maxParts));
    String sql = "SELECT o.id " + from + " AND o.id > :after ORDER BY o.id LIMIT 1 OFFSET :skipped";
    List<UUID> ids = new ArrayList<>();
    Optional<UUID> next = Optional.of(ShardRange.BEFORE_ALL);
    for (long seen = partOwners; seen < owners && next.isPresent(); seen += partOwners) {
      next =
          bind(tx.createQuery(sql), tenantId, jobId, scope)
              .bind("after", next.get())
              .bind("skipped", partOwners - 1)
              .mapTo(UUID.class)
              .findOne();
      next.ifPresent(ids::add);
    }
    return ids;
  }

  /** Which of some owners are a scope's now. */
  static List<UUID> among(
      Handle tx, UUID tenantId, UUID jobId, MoveScope scope, Collection<UUID> ownerIds) {
    return bind(
            tx.createQuery(
                "SELECT o.id FROM key_owners o WHERE o.id IN (<ownerIds>)"
                    + " AND o.tenant_id = :ofTenant AND "
                    + where(scope)),
            tenantId,
            jobId,
            scope)
        .bindList("ownerIds", List.copyOf(ownerIds))
        .bind("ofTenant", tenantId)
        .mapTo(UUID.class)
        .list();
  }

  /** How many owners a scope has, and how many of them are not where they have to be. */
  static OwnersArrived arrived(Handle tx, UUID tenantId, UUID jobId, MoveScope scope) {
    if (scope instanceof MoveScope.Reassigned reassigned) {
      return ReassignedRows.arrived(tx, reassigned);
    }
    String sql = "SELECT COUNT(*) FROM (%s) AS found JOIN %s WHERE k.policy_id <> %s";
    return new OwnersArrived(
        count(tx, tenantId, jobId, scope),
        ofAll(tx, sql, tenantId, jobId, scope).mapTo(Long.class).one());
  }

  /**
   * What a move has come to.
   *
   * @param owners how many there are
   * @param notThere how many of them are elsewhere, because their keys did not open
   */
  record OwnersArrived(long owners, long notThere) {}

  /** The policy that one of them cannot come under because its purge was requested, by name. */
  static Optional<String> barred(Handle tx, UUID tenantId, UUID jobId, MoveScope scope) {
    String sql =
        """
        SELECT tp.name FROM (%s) AS found JOIN %s JOIN policies tp ON tp.id = %s
        WHERE k.policy_id <> tp.id
          AND tp.state IN ('PURGE_REQUESTED', 'PURGE_AUTHORISED', 'PURGING', 'PURGED')
        LIMIT 1\
        """;
    return ofAll(tx, sql, tenantId, jobId, scope).mapTo(String.class).findOne();
  }

  /** The policy that one of them cannot leave because its purge was requested, by name. */
  static Optional<String> cannotLeave(Handle tx, UUID tenantId, UUID jobId, MoveScope scope) {
    String sql =
        """
        SELECT kp.name FROM (%s) AS found JOIN %s JOIN policies kp ON kp.id = k.policy_id
        WHERE k.policy_id <> %s
          AND kp.state IN ('PURGE_REQUESTED', 'PURGE_AUTHORISED', 'PURGING') LIMIT 1\
        """;
    return ofAll(tx, sql, tenantId, jobId, scope).mapTo(String.class).findOne();
  }

  /** Tells whether a key in a range still has to go from one policy to another by a job. */
  static boolean isLeft(Handle tx, JobStep step, ShardRange range, Departure departure) {
    MoveScope scope = MoveScope.of(step.parameters());
    String sql =
        """
        SELECT o.id FROM (%s) AS found JOIN %s
        WHERE k.policy_id = :leaving AND %s = :arriving LIMIT 1\
        """
            .formatted(found(scope), OWNERS.formatted(" ON o.id = found.id"), target(scope));
    return bind(tx.createQuery(sql), step.tenantId(), step.jobId(), scope)
        .bind("after", range.after())
        .bind("last", range.last())
        .bind("max", Integer.MAX_VALUE)
        .bind("leaving", departure.from())
        .bind("arriving", departure.to())
        .mapTo(UUID.class)
        .findOne()
        .isPresent();
  }

  /**
   * Asks about a whole scope.
   *
   * @param sql with places for the scope's owners, their tables, and the policy that they belong to
   */
  private static Query ofAll(Handle tx, String sql, UUID tenantId, UUID jobId, MoveScope scope) {
    String asked =
        sql.formatted(found(scope), OWNERS.formatted(" ON o.id = found.id"), target(scope));
    return bind(tx.createQuery(asked), tenantId, jobId, scope)
        .bind("after", ShardRange.BEFORE_ALL)
        .bind("last", ShardRange.AFTER_ALL)
        .bind("max", Integer.MAX_VALUE);
  }

  private static String target(MoveScope scope) {
    return switch (scope) {
      case MoveScope.Reassigned _ -> ":to";
      case MoveScope.Named _, MoveScope.Uncovered _, MoveScope.OfGeo _ -> CoveringPolicy.TARGET;
    };
  }

  private static String where(MoveScope scope) {
    return conditions(scope).stream().collect(Collectors.joining(" OR ", "(", ")"));
  }

  /**
   * The ids of the scope's first owners in a range. Each condition for itself, so that it is read
   * from an index in the order of ids and ends at the bound. Every owner found has a place to go,
   * because a tenant with owners has a service-managed policy.
   */
  private static String found(MoveScope scope) {
    return conditions(scope).stream()
        .map(
            condition ->
                """
                SELECT * FROM (
                  SELECT o.id FROM key_owners o
                  WHERE %s AND o.id > :after AND o.id <= :last ORDER BY o.id LIMIT :max
                ) AS first_of_them
                """
                    .formatted(condition))
        .collect(Collectors.joining("UNION ALL "));
  }

  /** No owner meets two of them, and none of them has one that was purged. */
  private static List<String> conditions(MoveScope scope) {
    return owners(scope).stream().map("%s AND o.purge_id IS NULL"::formatted).toList();
  }

  private static List<String> owners(MoveScope scope) {
    return switch (scope) {
      case MoveScope.Named _ ->
          List.of("o.id IN (SELECT owner_id FROM move_owners WHERE job_id = :jobId)");
      case MoveScope.Reassigned _ ->
          List.of("o.ordered_policy_id = :from", "o.ordered_policy_id = :to AND :to <> :from");
      case MoveScope.Uncovered _ ->
          List.of("o.tenant_id = :tenantId AND o.kind = 'MAILBOX' AND o.ordered_policy_id IS NULL");
      case MoveScope.OfGeo _ -> List.of("o.geo_id = :geoId");
    };
  }

  private static <S extends SqlStatement<S>> S bind(
      S statement, UUID tenantId, UUID jobId, MoveScope scope) {
    return switch (scope) {
      case MoveScope.Named _ -> statement.bind("jobId", jobId);
      case MoveScope.Reassigned(UUID from, UUID to) -> statement.bind("from", from).bind("to", to);
      case MoveScope.Uncovered _ -> statement.bind("tenantId", tenantId);
      case MoveScope.OfGeo(UUID geoId) -> statement.bind("geoId", geoId);
    };
  }

  private static KeyToMove owned(RowSeals seals, ResultSet row) throws SQLException {
    return new KeyToMove(
        RowIds.read(row, 1),
        WrappedKeys.ownerKey(row, FIRST_OF_KEY),
        PolicyKind.valueOf(row.getString(4)),
        RowIds.read(row, 2),
        PolicyKind.valueOf(row.getString(3)),
        PolicyState.valueOf(row.getString(5)),
        seals.sealedOrNone(CustodySeals.KEY_OWNER, row, FIRST_OF_OWNER),
        false);
  }
}
