package dev.freehold.custody.people;

import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.SignInFactors;
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

/** The table of devices that wait for somebody to sign in. */
final class DeviceCodeRows {

  private static final String SELECT =
      """
      SELECT id, device_hash, tenant_id, client_id, scope, asked_from, state, object_id,
        COALESCE(revision, 0) AS revision, factors, interval_seconds,
        COALESCE(polled_at, 0) AS polled_at, created_at, expires_at
      FROM device_codes
      """;

  private DeviceCodeRows() {}

  /** What became of the question. */
  enum State {
    PENDING,
    APPROVED,
    DECLINED
  }

  /**
   * A device.
   *
   * @param id its own
   * @param tenantId whose person has to sign in, or null for anybody's; once approved, whose did
   * @param objectId who signed in, or null
   * @param revision of that person's password; of an operator, how often it was signed out
   * @param factors with what that person signed in
   * @param polledAt when it asked last, or the epoch
   */
  record Row(
      UUID id,
      SecretHash deviceHash,
      UUID tenantId,
      String clientId,
      String scope,
      String askedFrom,
      State state,
      UUID objectId,
      long revision,
      SignInFactors factors,
      int intervalSeconds,
      Instant polledAt,
      Instant createdAt,
      Instant expiresAt) {

    /** Whether it is a browser at the console that waits for an operator, and no device. */
    boolean isForOperator() {
      return scope.equals(OperatorSignIns.SCOPE);
    }
  }

  static void insert(
      Handle tx, SecretHash deviceHash, SecretHash userHash, Optional<UUID> tenantId, NewRow row) {
    tx.createUpdate(
            """
            INSERT INTO device_codes (id, device_hash, user_hash, tenant_id, client_id, scope,
              asked_from, state, interval_seconds, created_at, expires_at)
            VALUES (:id, :device, :user, :tenantId, :clientId, :scope, :askedFrom, 'PENDING',
              :intervalSeconds, :createdAt, :expiresAt)\
            """)
        .bind("id", UUID.randomUUID())
        .bind("device", deviceHash.bytes())
        .bind("user", userHash.bytes())
        .bindByType("tenantId", tenantId.orElse(null), UUID.class)
        .bindMethods(row)
        .execute();
  }

  /** What a new row begins with. Public for {@code bindMethods}. */
  public record NewRow(
      String clientId,
      String scope,
      String askedFrom,
      long intervalSeconds,
      Instant createdAt,
      Instant expiresAt) {}

  /** How many can still come in time. */
  static long count(Handle tx, Instant now) {
    return tx.createQuery("SELECT COUNT(*) FROM device_codes WHERE expires_at > :now")
        .bind("now", now)
        .mapTo(Long.class)
        .one();
  }

  static void deleteEndedBefore(Handle tx, Instant then) {
    tx.createUpdate("DELETE FROM device_codes WHERE expires_at < :then")
        .bind("then", then)
        .execute();
  }

  static Optional<Row> byDevice(Handle tx, SecretHash deviceHash) {
    return tx.createQuery(SELECT + "WHERE device_hash = :hash")
        .bind("hash", deviceHash.bytes())
        .map(row -> row(row))
        .findOne();
  }

  static Optional<Row> pendingByUser(Handle tx, SecretHash userHash, Instant now) {
    return tx.createQuery(
            SELECT + "WHERE user_hash = :hash AND state = 'PENDING' AND expires_at > :now")
        .bind("hash", userHash.bytes())
        .bind("now", now)
        .map(row -> row(row))
        .findOne();
  }

  /**
   * Answers for the device if it still waits.
   *
   * @param revision see {@link Row}
   */
  static boolean approve(
      Handle tx,
      SecretHash userHash,
      Identity owner,
      long revision,
      SignInFactors factors,
      Instant now) {
    boolean isApproved =
        tx.createUpdate(
                    """
                    UPDATE device_codes SET state = 'APPROVED', tenant_id = :tenantId,
                      object_id = :objectId, revision = :revision, factors = :factors
                    WHERE user_hash = :hash AND state = 'PENDING' AND expires_at > :now
                      AND (tenant_id IS NULL OR tenant_id = :tenantId)\
                    """)
                .bind("tenantId", owner.tenantId())
                .bind("objectId", owner.objectId())
                .bind("revision", revision)
                .bind("factors", factors)
                .bind("hash", userHash.bytes())
                .bind("now", now)
                .execute()
            == 1;
    if (isApproved) {
      Row approved =
          tx.createQuery(SELECT + "WHERE user_hash = :hash")
              .bind("hash", userHash.bytes())
              .map(row -> row(row))
              .one();
      RowSeals.of(tx)
          .keep(
              tx,
              CustodySeals.DEVICE_APPROVAL
                  .row(owner.tenantId(), approved.id)
                  .set("object_id", owner.objectId())
                  .set("device_hash", approved.deviceHash.bytes())
                  .set("revision", revision)
                  .set("expires_at", approved.expiresAt)
                  .set("scope", approved.scope)
                  .set("factors", approved.factors)
                  .done());
      WaysIn.begin(
          tx,
          WayIn.of(
                  approved.id,
                  owner.tenantId(),
                  owner.objectId(),
                  WayKind.DEVICE,
                  WayScope.EVERYTHING,
                  now)
              .labelled(approved.clientId)
              .until(approved.expiresAt));
    }
    return isApproved;
  }

  /**
   * Makes sure that somebody has approved this, and not something else that wrote the row.
   *
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  static void requireApproved(Handle tx, Row approved) {
    RowSeals.of(tx).find(tx, CustodySeals.DEVICE_APPROVAL, approved.id);
  }

  static boolean decline(Handle tx, SecretHash userHash, Instant now) {
    return tx.createUpdate(
                """
                UPDATE device_codes SET state = 'DECLINED'
                WHERE user_hash = :hash AND state = 'PENDING' AND expires_at > :now\
                """)
            .bind("hash", userHash.bytes())
            .bind("now", now)
            .execute()
        == 1;
  }

  static void polled(Handle tx, SecretHash deviceHash, long intervalSeconds, Instant now) {
    tx.createUpdate(
            """
            UPDATE device_codes SET polled_at = :now, interval_seconds = :interval
            WHERE device_hash = :hash\
            """)
        .bind("now", now)
        .bind("interval", intervalSeconds)
        .bind("hash", deviceHash.bytes())
        .execute();
  }

  /** Takes the code out of the world: anyone who does it may use it. */
  static boolean take(Handle tx, SecretHash deviceHash) {
    return tx.createUpdate("DELETE FROM device_codes WHERE device_hash = :hash")
            .bind("hash", deviceHash.bytes())
            .execute()
        == 1;
  }

  static void delete(Handle tx, UUID id) {
    tx.createUpdate("DELETE FROM device_codes WHERE id = :id").bind("id", id).execute();
  }

  /** Those that somebody has approved. */
  static void deleteOf(Handle tx, UUID objectId) {
    tx.createUpdate("DELETE FROM device_codes WHERE object_id = :objectId")
        .bind("objectId", objectId)
        .execute();
  }

  private static Row row(RowView row) {
    return new Row(
        row.getColumn("id", UUID.class),
        SecretHash.kept(row.getColumn("device_hash", byte[].class)),
        row.getColumn("tenant_id", UUID.class),
        row.getColumn("client_id", String.class),
        row.getColumn("scope", String.class),
        row.getColumn("asked_from", String.class),
        row.getColumn("state", State.class),
        row.getColumn("object_id", UUID.class),
        row.getColumn("revision", Long.class),
        row.getColumn("factors", SignInFactors.class),
        row.getColumn("interval_seconds", Integer.class),
        row.getColumn("polled_at", Instant.class),
        row.getColumn("created_at", Instant.class),
        row.getColumn("expires_at", Instant.class));
  }
}
