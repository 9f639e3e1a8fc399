package dev.freehold.custody.identity.ways;

import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.SealedRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The statements on {@code ways_in}, each in the caller's transaction. */
final class WayRows {

  private static final String SELECT =
      "SELECT w.last_used_at, w.ended_why AS why, %s FROM ways_in w "
          .formatted(CustodySeals.WAY_IN.columns("w"));
  private static final String OVER = "(ended_at IS NOT NULL OR good_until <= :now)";

  private WayRows() {}

  static void insert(Handle tx, WayIn way) {
    tx.createUpdate(
            """
            INSERT INTO ways_in (id, tenant_id, object_id, kind, scope, label, made_at, good_until)
            VALUES (:id, :tenantId, :objectId, :kind, :scope, :label, :madeAt, :goodUntil)\
            """)
        .bindMethods(way)
        .execute();
    RowSeals.of(tx)
        .keep(
            tx,
            CustodySeals.WAY_IN
                .row(way.tenantId(), way.id())
                .set("object_id", way.objectId())
                .set("kind", way.kind())
                .set("scope", way.scope())
                .set("label", way.label())
                .set("made_at", way.madeAt())
                .set("good_until", way.goodUntil())
                .set("ended_at", null)
                .set("ended_why", null)
                .done());
  }

  static void delete(Handle tx, UUID id) {
    tx.createUpdate("DELETE FROM ways_in WHERE id = :id").bind("id", id).execute();
  }

  /** Of an identity's ways that are over, leaves the newest. */
  static void deleteOver(Handle tx, UUID objectId, int keep, Instant now) {
    tx.createUpdate(
            """
            DELETE FROM ways_in WHERE object_id = :objectId AND %1$s AND id NOT IN (
              SELECT id FROM ways_in WHERE object_id = :objectId AND %1$s
              ORDER BY COALESCE(ended_at, good_until) DESC, id LIMIT :keep)\
            """
                .formatted(OVER))
        .bind("objectId", objectId)
        .bind("now", now)
        .bind("keep", keep)
        .execute();
  }

  /**
   * The way of this id, in whatever tenant: for the caller that uses it. {@code ROW_NOT_AUTHENTIC}
   * if it was forged.
   */
  static Optional<WayIn> find(Handle tx, UUID id) {
    Query query = tx.createQuery(SELECT + "WHERE w.id = :id").bind("id", id);
    return RowSeals.of(tx).one(CustodySeals.WAY_IN, query, WayIn.class);
  }

  /** The same, among those of the tenant: the row of another one is not looked at. */
  static Optional<WayIn> find(Handle tx, UUID tenantId, UUID id) {
    Query query =
        tx.createQuery(SELECT + "WHERE w.id = :id AND w.tenant_id = :tenantId")
            .bind("id", id)
            .bind("tenantId", tenantId);
    return RowSeals.of(tx).one(CustodySeals.WAY_IN, query, WayIn.class);
  }

  /** The newest first. */
  static List<WayIn> list(Handle tx, UUID tenantId, UUID objectId, int max) {
    Query query =
        tx.createQuery(
                SELECT
                    + """
                    WHERE w.object_id = :objectId AND w.tenant_id = :tenantId
                    ORDER BY w.made_at DESC, w.id LIMIT :max\
                    """)
            .bind("objectId", objectId)
            .bind("tenantId", tenantId)
            .bind("max", max);
    return RowSeals.of(tx).list(CustodySeals.WAY_IN, query, WayIn.class);
  }

  /** Those that nobody has ended. */
  static List<WayIn> notEnded(Handle tx, UUID objectId) {
    Query query =
        tx.createQuery(
                SELECT + "WHERE w.object_id = :objectId AND w.ended_at IS NULL ORDER BY w.id")
            .bind("objectId", objectId);
    return RowSeals.of(tx).list(CustodySeals.WAY_IN, query, WayIn.class);
  }

  static void relabel(Handle tx, UUID id, String label) {
    RowSeals seals = RowSeals.of(tx);
    seals
        .forUpdate(tx, CustodySeals.WAY_IN, id)
        .ifPresent(row -> seals.update(tx, row, row.with("label", label)));
  }

  static void prolong(Handle tx, UUID id, Instant goodUntil) {
    RowSeals seals = RowSeals.of(tx);
    seals
        .forUpdate(tx, CustodySeals.WAY_IN, id)
        .ifPresent(row -> seals.update(tx, row, row.with("good_until", goodUntil)));
  }

  /** Leaves the first end as it is. */
  static void end(Handle tx, UUID id, WayEnd why, Instant now) {
    RowSeals seals = RowSeals.of(tx);
    Optional<SealedRow> before =
        seals.forUpdate(tx, CustodySeals.WAY_IN, id).filter(row -> row.isEmpty("ended_at"));
    before.ifPresent(
        row -> seals.update(tx, row, row.with("ended_at", now).with("ended_why", why)));
  }

  /** Unless it was used after {@code earlier} already. */
  static void used(Handle tx, UUID id, Instant now, Instant earlier) {
    tx.createUpdate(
            """
            UPDATE ways_in SET last_used_at = :now
            WHERE id = :id AND (last_used_at IS NULL OR last_used_at <= :earlier)\
            """)
        .bind("now", now)
        .bind("earlier", earlier)
        .bind("id", id)
        .execute();
  }
}
