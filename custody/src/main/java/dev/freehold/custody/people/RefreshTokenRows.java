package dev.freehold.custody.people;

import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.SignInFactors;
import dev.freehold.custody.identity.ways.WayEnd;
import dev.freehold.custody.identity.ways.WayIn;
import dev.freehold.custody.identity.ways.WayKind;
import dev.freehold.custody.identity.ways.WayScope;
import dev.freehold.custody.identity.ways.WaysIn;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.SealedRow;
import dev.freehold.custody.secrets.SecretHash;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** The table of refresh tokens: a row for each sign-in, with the hash of the newest token. */
final class RefreshTokenRows {

  private RefreshTokenRows() {}

  /**
   * One sign-in that can be refreshed. Public for {@code bindMethods}.
   *
   * @param factors with what it began
   */
  public record Row(
      UUID id,
      UUID tenantId,
      UUID objectId,
      SecretHash secretHash,
      SignInFactors factors,
      Instant idleUntil,
      Instant expiresAt) {

    Instant signedInAt() {
      return expiresAt.minus(CustodyLimits.REFRESH_TOKEN_LIFETIME);
    }

    boolean isAlive(Instant now) {
      return now.isBefore(goodUntil());
    }

    Instant goodUntil() {
      return idleUntil.isBefore(expiresAt) ? idleUntil : expiresAt;
    }

    Row idleUntil(Instant later) {
      return new Row(id, tenantId, objectId, secretHash, factors, later, expiresAt);
    }
  }

  /**
   * Puts a sign-in in, and the way in that it is.
   *
   * @param client what the client calls itself; may be empty
   */
  static void insert(Handle tx, Row row, String client, Instant now) {
    tx.createUpdate(
            """
            INSERT INTO refresh_tokens (id, tenant_id, object_id, secret_hash, factors, used_at,
              idle_until, expires_at)
            VALUES (:id, :tenantId, :objectId, :hash, :factors, :now, :idleUntil, :expiresAt)\
            """)
        .bindMethods(row)
        .bind("hash", row.secretHash.bytes())
        .bind("now", now)
        .execute();
    RowSeals.of(tx)
        .keep(
            tx,
            CustodySeals.REFRESH_TOKEN
                .row(row.tenantId, row.id)
                .set("object_id", row.objectId)
                .set("secret_hash", row.secretHash.bytes())
                .set("idle_until", row.idleUntil)
                .set("expires_at", row.expiresAt)
                .set("factors", row.factors)
                .done());
    WaysIn.begin(
        tx,
        WayIn.of(
                row.id, row.tenantId, row.objectId, WayKind.REFRESH_TOKEN, WayScope.EVERYTHING, now)
            .labelled(client)
            .until(row.goodUntil()));
  }

  /**
   * The sign-in of this id; nobody else changes it until the transaction ends.
   *
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  static Optional<Row> forUpdate(Handle tx, UUID id) {
    RowSeals seals = RowSeals.of(tx);
    if (seals.forUpdate(tx, CustodySeals.REFRESH_TOKEN, id).isEmpty()) {
      return Optional.empty();
    }
    return tx.createQuery(
            """
            SELECT id, tenant_id, object_id, secret_hash, factors, idle_until, expires_at
            FROM refresh_tokens WHERE id = :id\
            """)
        .bind("id", id)
        .map(row -> row(row))
        .findOne();
  }

  /** Puts the next token in the place of the one that was shown; the row is locked. */
  static void rotate(Handle tx, Row shown, SecretHash nextHash, Instant now, Instant idleUntil) {
    RowSeals seals = RowSeals.of(tx);
    SealedRow before = seals.forUpdate(tx, CustodySeals.REFRESH_TOKEN, shown.id).orElseThrow();
    seals.update(
        tx, before, before.with("secret_hash", nextHash.bytes()).with("idle_until", idleUntil));
    tx.createUpdate("UPDATE refresh_tokens SET used_at = :now WHERE id = :id")
        .bind("now", now)
        .bind("id", shown.id)
        .execute();
    WaysIn.prolong(tx, shown.id, shown.idleUntil(idleUntil).goodUntil());
  }

  static void delete(Handle tx, UUID id) {
    tx.createUpdate("DELETE FROM refresh_tokens WHERE id = :id").bind("id", id).execute();
  }

  static void deleteOf(Handle tx, UUID objectId) {
    tx.createUpdate("DELETE FROM refresh_tokens WHERE object_id = :objectId")
        .bind("objectId", objectId)
        .execute();
  }

  /** Makes room for one more: drops what has expired, and what was unused longest. */
  static void makeRoom(Handle tx, UUID objectId, Instant now) {
    tx.createUpdate(
            """
            DELETE FROM refresh_tokens WHERE object_id = :objectId
              AND (idle_until <= :now OR expires_at <= :now)\
            """)
        .bind("objectId", objectId)
        .bind("now", now)
        .execute();
    tx.createQuery(
            """
            SELECT id FROM refresh_tokens WHERE object_id = :objectId
            ORDER BY used_at DESC, id LIMIT :most OFFSET :keep\
            """)
        .bind("objectId", objectId)
        .bind("most", CustodyLimits.MAX_REFRESHABLE_SIGN_INS)
        .bind("keep", CustodyLimits.MAX_REFRESHABLE_SIGN_INS - 1)
        .mapTo(UUID.class)
        .list()
        .forEach(id -> end(tx, id, WayEnd.CROWDED_OUT, now));
  }

  /** Deletes a sign-in and ends the way in that it is. */
  static void end(Handle tx, UUID id, WayEnd why, Instant now) {
    delete(tx, id);
    WaysIn.end(tx, id, why, now);
  }

  private static Row row(RowView row) {
    return new Row(
        row.getColumn("id", UUID.class),
        row.getColumn("tenant_id", UUID.class),
        row.getColumn("object_id", UUID.class),
        SecretHash.kept(row.getColumn("secret_hash", byte[].class)),
        row.getColumn("factors", SignInFactors.class),
        row.getColumn("idle_until", Instant.class),
        row.getColumn("expires_at", Instant.class));
  }
}
