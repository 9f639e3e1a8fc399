package dev.freehold.custody.sessions;

import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.SignInFactors;
import dev.freehold.custody.identity.ways.WayEnd;
import dev.freehold.custody.identity.ways.WayIn;
import dev.freehold.custody.identity.ways.WayKind;
import dev.freehold.custody.identity.ways.WayScope;
import dev.freehold.custody.identity.ways.WaysIn;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.secrets.SecretHash;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.Query;

/** The table of what proves browser sessions, each statement in the caller's transaction. */
final class BrowserSessionRows {

  private static final String SELECT =
      "SELECT %s FROM browser_sessions b ".formatted(CustodySeals.BROWSER_SESSION.columns("b"));

  private BrowserSessionRows() {}

  /** A session with what proves it. */
  record Row(BrowserSession session, SecretHash secretHash) {}

  /**
   * Puts one in, and the way in that it is.
   *
   * @param browser by what the person recognises it; may be empty
   */
  static void insert(Handle tx, Row row, String browser, Instant now, Instant idleUntil) {
    BrowserSession session = row.session;
    tx.createUpdate(
            """
            INSERT INTO browser_sessions (id, tenant_id, object_id, secret_hash, sign_outs,
              signed_in_at, factors, expires_at)
            VALUES (:id, :tenantId, :objectId, :hash, :signOuts, :signedInAt, :factors, :expiresAt)\
            """)
        .bindMethods(session)
        .bind("hash", row.secretHash.bytes())
        .execute();
    RowSeals.of(tx)
        .keep(
            tx,
            CustodySeals.BROWSER_SESSION
                .row(session.tenantId(), session.id())
                .set("object_id", session.objectId())
                .set("secret_hash", row.secretHash.bytes())
                .set("sign_outs", session.signOuts())
                .set("signed_in_at", session.signedInAt())
                .set("expires_at", session.expiresAt())
                .set("factors", session.factors())
                .done());
    WaysIn.begin(
        tx,
        WayIn.of(
                session.id(),
                session.tenantId(),
                session.objectId(),
                WayKind.BROWSER_SESSION,
                WayScope.EVERYTHING,
                now)
            .labelled(browser)
            .until(idleUntil));
  }

  /**
   * The session of this id.
   *
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  static Optional<Row> find(Handle tx, UUID id) {
    Query query = tx.createQuery(SELECT + "WHERE b.id = :id").bind("id", id);
    return RowSeals.of(tx).one(CustodySeals.BROWSER_SESSION, query, BrowserSessionRows::row);
  }

  static void delete(Handle tx, UUID id) {
    tx.createUpdate("DELETE FROM browser_sessions WHERE id = :id").bind("id", id).execute();
  }

  /** Makes room for one more: drops what has expired, and what began first. */
  static void makeRoom(Handle tx, UUID objectId, Instant now) {
    tx.createUpdate(
            "DELETE FROM browser_sessions WHERE object_id = :objectId AND expires_at <= :now")
        .bind("objectId", objectId)
        .bind("now", now)
        .execute();
    tx.createQuery(
            """
            SELECT id FROM browser_sessions WHERE object_id = :objectId
            ORDER BY expires_at DESC, id LIMIT :most OFFSET :keep\
            """)
        .bind("objectId", objectId)
        .bind("most", CustodyLimits.MAX_BROWSER_SESSIONS)
        .bind("keep", CustodyLimits.MAX_BROWSER_SESSIONS - 1)
        .mapTo(UUID.class)
        .list()
        .forEach(id -> end(tx, id, WayEnd.CROWDED_OUT, now));
  }

  /** Deletes a session and ends the way in that it is. */
  static void end(Handle tx, UUID id, WayEnd why, Instant now) {
    delete(tx, id);
    WaysIn.end(tx, id, why, now);
  }

  private static Row row(RowView row) {
    return new Row(
        new BrowserSession(
            row.getColumn("id", UUID.class),
            row.getColumn("tenant_id", UUID.class),
            row.getColumn("object_id", UUID.class),
            row.getColumn("sign_outs", Long.class),
            row.getColumn("signed_in_at", Instant.class),
            row.getColumn("factors", SignInFactors.class),
            row.getColumn("expires_at", Instant.class)),
        SecretHash.kept(row.getColumn("secret_hash", byte[].class)));
  }
}
