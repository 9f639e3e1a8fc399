package dev.freehold.custody.hierarchy;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** What is written down of the answers of a policy's roots. */
final class AccessRows {

  /** What {@link #known} reads of a policy {@code p}, its access {@code a} and its tenant. */
  static final String KNOWN =
      "p.locked_at, a.agreed_at, a.silence_bound AS bound_then, t.silence_bound AS bound_now";

  /** Where it is read from. */
  static final String TABLES =
      """
      policies p JOIN tenants t ON t.id = p.tenant_id
        LEFT JOIN policy_access a ON a.policy_id = p.id\
      """;

  private AccessRows() {}

  /**
   * A row.
   *
   * @param lockedAt when a root refused, if none has agreed since
   * @param known what decides
   * @param standsIn why the availability key stands in, since when and how often; empty if it does
   *     not
   */
  record Row(Optional<Instant> lockedAt, RootsKnown known, Optional<StandsIn> standsIn) {}

  /** The availability key in the roots' place. */
  record StandsIn(Silence why, Instant since, long uses) {}

  static Optional<Row> find(Handle tx, UUID policyId) {
    return tx.createQuery(
            "SELECT %s, a.stands_in, a.stands_in_since, a.uses FROM %s WHERE p.id = :id"
                .formatted(KNOWN, TABLES))
        .bind("id", policyId)
        .map(AccessRows::row)
        .findOne();
  }

  private static Row row(RowView row) {
    Optional<StandsIn> standsIn =
        Optional.ofNullable(row.getColumn("stands_in", String.class))
            .map(
                why ->
                    new StandsIn(
                        Silence.valueOf(why),
                        row.getColumn("stands_in_since", Instant.class),
                        row.getColumn("uses", Long.class)));
    return new Row(
        Optional.ofNullable(row.getColumn("locked_at", Instant.class)), known(row), standsIn);
  }

  /** A policy without a row is one of which no agreement is known. */
  static RootsKnown known(RowView row) {
    return new RootsKnown(
        row.getColumn("locked_at", Long.class) != null,
        Optional.ofNullable(row.getColumn("agreed_at", Instant.class)),
        Optional.ofNullable(row.getColumn("bound_then", String.class))
            .map(SilenceBound::parse)
            .orElse(SilenceBound.NEVER),
        SilenceBound.parse(row.getColumn("bound_now", String.class)));
  }

  static boolean lock(Handle tx, UUID policyId, Instant now) {
    return tx.createUpdate(
                "UPDATE policies SET locked_at = :now WHERE id = :id AND locked_at IS NULL")
            .bind("now", now)
            .bind("id", policyId)
            .execute()
        > 0;
  }

  /** Unlocks, unless the refusal was heard after the root was asked that agreed. */
  static boolean unlock(Handle tx, UUID policyId, Instant askedAt) {
    return tx.createUpdate(
                "UPDATE policies SET locked_at = NULL WHERE id = :id AND locked_at <= :askedAt")
            .bind("id", policyId)
            .bind("askedAt", askedAt)
            .execute()
        > 0;
  }

  /** A root agreed that was asked then; from now on the tenant's choice of now counts. */
  static void agreed(Handle tx, UUID tenantId, UUID policyId, Instant askedAt) {
    tx.createUpdate(
            """
            INSERT INTO policy_access (policy_id, agreed_at, silence_bound)
            SELECT :id, :askedAt, t.silence_bound FROM tenants t WHERE t.id = :tenantId
            ON CONFLICT (policy_id) DO UPDATE
              SET agreed_at = excluded.agreed_at, silence_bound = excluded.silence_bound
              WHERE policy_access.agreed_at <= excluded.agreed_at\
            """)
        .bind("id", policyId)
        .bind("askedAt", askedAt)
        .bind("tenantId", tenantId)
        .execute();
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
  static boolean beginUse(Handle tx, UUID policyId, Silence why, Instant now) {
    return tx.createUpdate(
                """
                INSERT INTO policy_access
                  (policy_id, agreed_at, silence_bound, stands_in, stands_in_since, uses)
                VALUES (:id, 0, :never, :why, :now, 1)
                ON CONFLICT (policy_id) DO UPDATE
                  SET stands_in = excluded.stands_in, stands_in_since = excluded.stands_in_since,
                    uses = 1
                  WHERE policy_access.stands_in IS NULL OR policy_access.stands_in <> :why\
                """)
            .bind("id", policyId)
            .bind("never", SilenceBound.NEVER.toString())
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
