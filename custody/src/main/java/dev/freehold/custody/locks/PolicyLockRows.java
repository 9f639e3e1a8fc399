package dev.freehold.custody.locks;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.SealedRow;
import dev.freehold.persistence.RowIds;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/**
 * The rows that say what a policy's roots answered. They decide whether users can read, so they are
 * sealed; a forged row locks its policy until a root agrees.
 */
public final class PolicyLockRows {

  private static final String SELECT_MANY =
      "SELECT %s FROM policy_access a WHERE a.policy_id IN (<ids>)"
          .formatted(CustodySeals.POLICY_ACCESS.columns("a"));

  /** The column of {@link #SELECT_MANY}, after that of the tenant. */
  private static final int POLICY_ID = 2;

  private PolicyLockRows() {}

  /**
   * A row.
   *
   * @param tenantId whose policy it is
   * @param lockedAt when a root first refused, if none has agreed since
   * @param refusedAt when a root last refused, if none has agreed since
   * @param known what decides
   * @param standsIn why the availability key stands in, since when and how often; empty if it does
   *     not
   */
  record Row(
      UUID tenantId,
      Optional<Instant> lockedAt,
      Optional<Instant> refusedAt,
      RootsKnown known,
      Optional<StandsIn> standsIn) {}

  /**
   * The availability key in the roots' place.
   *
   * @param why what the roots' silence means
   * @param since when it was first used for this reason
   * @param uses how often it was used since
   */
  public record StandsIn(Silence why, Instant since, long uses) {}

  /**
   * The last refusal that ended somebody's access.
   *
   * @param after how long before it a root had last agreed, on the node where that was longest
   * @param at when it was
   */
  public record Revocation(Duration after, Instant at) {}

  /** What is shown of a lock, and decides nothing. */
  public record Seen(Optional<StandsIn> standsIn, Optional<Revocation> revocation) {

    /** Nothing. */
    public static final Seen NOTHING = new Seen(Optional.empty(), Optional.empty());
  }

  /** The same of all policies of a tenant, by policy. */
  public static Map<UUID, Seen> seen(Handle tx, UUID tenantId) {
    Map<UUID, Seen> found = new HashMap<>();
    tx.createQuery(
            """
            SELECT a.policy_id, a.stands_in, a.stands_in_since, a.uses, a.lag_millis, a.lag_at
            FROM policies p JOIN policy_access a ON a.policy_id = p.id
            WHERE p.tenant_id = :tenantId AND (a.stands_in IS NOT NULL OR a.lag_at IS NOT NULL)\
            """)
        .bind("tenantId", tenantId)
        .map(
            row ->
                Map.entry(
                    row.getColumn("policy_id", UUID.class),
                    new Seen(standsIn(row), revocation(row))))
        .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    return found;
  }

  private static Optional<Revocation> revocation(RowView row) {
    return Optional.ofNullable(row.getColumn("lag_at", Instant.class))
        .map(at -> new Revocation(Duration.ofMillis(row.getColumn("lag_millis", Long.class)), at));
  }

  static Optional<Row> find(Handle tx, UUID policyId) {
    return tx.createQuery(
            """
            SELECT p.tenant_id, p.locked_at, a.refused_at, a.stands_in, a.stands_in_since, a.uses
            FROM policies p LEFT JOIN policy_access a ON a.policy_id = p.id WHERE p.id = :id\
            """)
        .bind("id", policyId)
        .map(row -> row(tx, row, policyId))
        .findOne();
  }

  /** The same, and nobody else changes it until the transaction ends. */
  static Row forUpdate(Handle tx, UUID policyId) {
    RowSeals.of(tx).forUpdateUnchecked(tx, CustodySeals.POLICY_ACCESS, policyId);
    return find(tx, policyId).orElseThrow(CustodyException::policyNotFound);
  }

  private static Row row(Handle tx, RowView row, UUID policyId) {
    UUID tenantId = row.getColumn("tenant_id", UUID.class);
    Optional<Instant> marked = Optional.ofNullable(row.getColumn("locked_at", Instant.class));
    Optional<Instant> refused = Optional.ofNullable(row.getColumn("refused_at", Instant.class));
    return new Row(
        tenantId,
        refused.or(() -> marked),
        Stream.of(marked, refused).flatMap(Optional::stream).max(Instant::compareTo),
        known(tx, tenantId, policyId, marked.isPresent()),
        standsIn(row));
  }

  private static Optional<StandsIn> standsIn(RowView row) {
    return Optional.ofNullable(row.getColumn("stands_in", String.class))
        .map(
            why ->
                new StandsIn(
                    Silence.valueOf(why),
                    row.getColumn("stands_in_since", Instant.class),
                    row.getColumn("uses", Long.class)));
  }

  /**
   * What decides. A policy without a row is one of which no agreement is known.
   *
   * @param isMarked whether the policy's own row says that it is locked
   */
  public static RootsKnown known(Handle tx, UUID tenantId, UUID policyId, boolean isMarked) {
    SilenceBound now = SilenceBounds.inForce(tx, tenantId);
    try {
      Optional<SealedRow> row = RowSeals.of(tx).find(tx, CustodySeals.POLICY_ACCESS, policyId);
      return new RootsKnown(
          isMarked || row.filter(access -> !access.isEmpty("refused_at")).isPresent(),
          row.flatMap(access -> access.time("agreed_at")),
          row.map(access -> SilenceBound.parse(access.text("silence_bound")))
              .orElse(SilenceBound.NEVER),
          now);
    } catch (CustodyException e) {
      if (e.error() != CustodyError.ROW_NOT_AUTHENTIC) {
        throw e;
      }
      return new RootsKnown(true, Optional.empty(), SilenceBound.NEVER, now);
    }
  }

  /**
   * Those of some policies that are locked by the sealed rows of their roots' answers, so that
   * clearing a column hides no lock.
   */
  public static Set<UUID> locked(Handle tx, Collection<UUID> policyIds) {
    if (policyIds.isEmpty()) {
      return Set.of();
    }
    RowSeals seals = RowSeals.of(tx);
    return tx
        .createQuery(SELECT_MANY)
        .bindList("ids", List.copyOf(policyIds))
        .map(
            (row, _) ->
                seals
                        .sealedOrNone(CustodySeals.POLICY_ACCESS, row, 1)
                        .filter(access -> access.isEmpty("refused_at"))
                        .isPresent()
                    ? Optional.<UUID>empty()
                    : Optional.of(RowIds.read(row, POLICY_ID)))
        .stream()
        .flatMap(Optional::stream)
        .collect(Collectors.toSet());
  }

  /**
   * A root refused; tells whether the policy was not locked. A lock keeps its sealed time, which
   * approvals are compared with; {@code policies.locked_at} is the time of the last refusal.
   */
  static boolean lock(Handle tx, Row row, UUID policyId, Instant now) {
    boolean isNew = row.lockedAt().isEmpty();
    if (isNew) {
      write(
          tx,
          row.tenantId(),
          policyId,
          Optional.of(now),
          row.known().agreedAt(),
          row.known().boundThen());
    }
    tx.createUpdate("UPDATE policies SET locked_at = :now WHERE id = :id")
        .bind("now", now)
        .bind("id", policyId)
        .execute();
    return isNew;
  }

  /** From now on no silence is bridged until a root agrees. */
  static void endBridging(Handle tx, Row row, UUID policyId) {
    RootsKnown known = row.known();
    if (!known.isLocked() && !known.boundThen().equals(SilenceBound.NEVER)) {
      write(tx, row.tenantId(), policyId, row.lockedAt(), known.agreedAt(), SilenceBound.NEVER);
    }
  }

  /** A root agreed that was asked then; from now on the tenant's present choice counts. */
  public static void agreed(
      Handle tx, UUID tenantId, UUID policyId, Instant askedAt, SilenceBound bound) {
    tx.createUpdate("UPDATE policies SET locked_at = NULL WHERE id = :id AND locked_at IS NOT NULL")
        .bind("id", policyId)
        .execute();
    write(tx, tenantId, policyId, Optional.empty(), Optional.of(askedAt), bound);
  }

  /** Writes what decides, whatever was there. */
  private static void write(
      Handle tx,
      UUID tenantId,
      UUID policyId,
      Optional<Instant> refusedAt,
      Optional<Instant> agreedAt,
      SilenceBound bound) {
    Instant known = agreedAt.orElse(Instant.EPOCH);
    tx.createUpdate(
            """
            INSERT INTO policy_access (policy_id, refused_at, agreed_at, silence_bound)
            VALUES (:id, :refusedAt, :agreedAt, :bound)
            ON CONFLICT (policy_id) DO UPDATE SET refused_at = excluded.refused_at,
              agreed_at = excluded.agreed_at, silence_bound = excluded.silence_bound\
            """)
        .bind("id", policyId)
        .bind("refusedAt", refusedAt.map(Instant::toEpochMilli).orElse(null))
        .bind("agreedAt", known)
        .bind("bound", bound.toString())
        .execute();
    RowSeals.of(tx)
        .keep(
            tx,
            CustodySeals.POLICY_ACCESS
                .row(tenantId, policyId)
                .set("refused_at", refusedAt)
                .set("agreed_at", known)
                .set("silence_bound", bound.toString())
                .done());
  }

  /** Keeps a measured lag of the present lock, unless a longer one is kept; whether it was kept. */
  static boolean measured(Handle tx, UUID policyId, Duration lag, Instant now) {
    return tx.createUpdate(
                """
                UPDATE policy_access SET lag_millis = :lag, lag_at = :now
                WHERE policy_id = :id AND refused_at IS NOT NULL
                  AND (lag_at IS NULL OR lag_at < refused_at OR lag_millis < :lag)\
                """)
            .bind("id", policyId)
            .bind("lag", lag.toMillis())
            .bind("now", now)
            .execute()
        > 0;
  }

  /** Deletes what is known of the roots of a policy that has ended: nobody asks them any more. */
  public static void forget(Handle tx, UUID policyId) {
    tx.createUpdate("DELETE FROM policy_access WHERE policy_id = :id")
        .bind("id", policyId)
        .execute();
    PastUses.forget(tx, policyId);
  }

  /** Counts a use for the reason that the ones before had; false if there is another or none. */
  static boolean countUse(Handle tx, UUID policyId, Silence why) {
    return tx.createUpdate(
                "UPDATE policy_access SET uses = uses + 1"
                    + " WHERE policy_id = :id AND stands_in = :why")
            .bind("id", policyId)
            .bind("why", why.name())
            .execute()
        > 0;
  }

  /** The first use for a reason; false if another node's was before it. */
  static boolean beginUse(Handle tx, Row row, UUID policyId, Silence why, Instant now) {
    if (RowSeals.of(tx).forUpdateUnchecked(tx, CustodySeals.POLICY_ACCESS, policyId).isEmpty()) {
      write(
          tx, row.tenantId(), policyId, row.lockedAt(), Optional.empty(), row.known().boundThen());
    }
    return tx.createUpdate(
                """
                UPDATE policy_access SET stands_in = :why, stands_in_since = :now, uses = 1
                WHERE policy_id = :id AND (stands_in IS NULL OR stands_in <> :why)\
                """)
            .bind("id", policyId)
            .bind("why", why.name())
            .bind("now", now)
            .execute()
        > 0;
  }

  /** The availability key stands in no longer; false if it was used meanwhile. */
  static boolean endUse(Handle tx, UUID policyId, StandsIn ended) {
    return tx.createUpdate(
                """
                UPDATE policy_access SET stands_in = NULL, stands_in_since = NULL, uses = 0
                WHERE policy_id = :id AND stands_in = :why AND uses = :uses\
                """)
            .bind("id", policyId)
            .bind("why", ended.why().name())
            .bind("uses", ended.uses())
            .execute()
        > 0;
  }
}
