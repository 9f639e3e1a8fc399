package dev.freehold.custody.people;

import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.Names;
import dev.freehold.custody.identity.IdentityRows;
import dev.freehold.custody.identity.ListedRows;
import dev.freehold.custody.identity.SoughtName;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.identity.ways.WayIn;
import dev.freehold.custody.identity.ways.WayKind;
import dev.freehold.custody.identity.ways.WaysIn;
import dev.freehold.custody.passwords.PasswordHash;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.SealedRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** The table of people who sign in. */
final class UserRows {

  /** From which column on {@link CustodySeals#PASSWORD} has its columns. */
  private static final int FIRST_OF_PASSWORD = IdentityRows.COLUMN_COUNT + 1;

  private static final String SELECT =
      """
      SELECT %s, %s, u.revision
      FROM user_credentials u JOIN identities i ON i.object_id = u.object_id
      """
          .formatted(IdentityRows.COLUMNS, CustodySeals.PASSWORD.columns("u"));

  private UserRows() {}

  /**
   * A person with what is kept of the password.
   *
   * @param mustChange whether the password is good for nothing but to choose another one
   */
  record Row(User user, PasswordHash password, boolean mustChange) {}

  /** Inserts with a first password, unless somebody on this server has the name. */
  static boolean insert(Handle tx, User user, String nameFolded, PasswordHash password) {
    boolean isInserted =
        tx.createUpdate(
                    """
                    INSERT INTO user_credentials (object_id, tenant_id, user_principal_name,
                      name_folded, password_iterations, password_salt, password_hash,
                      password_changed_at, must_change, revision)
                    VALUES (:identity.objectId, :identity.tenantId, :userPrincipalName, :folded,
                      :iterations, :salt, :hash, :passwordChangedAt, 1, :revision)
                    ON CONFLICT (name_folded) DO NOTHING\
                    """)
                .bindMethods(user)
                .bind("folded", nameFolded)
                .bind("iterations", password.iterations())
                .bind("salt", password.salt())
                .bind("hash", password.hash())
                .execute()
            == 1;
    if (isInserted) {
      RowSeals.of(tx)
          .keep(
              tx,
              CustodySeals.PASSWORD
                  .row(user.identity().tenantId(), user.identity().objectId())
                  .set("name_folded", nameFolded)
                  .set("password_iterations", password.iterations())
                  .set("password_changed_at", user.passwordChangedAt())
                  .set("must_change", true)
                  .set("password_salt", password.salt())
                  .set("password_hash", password.hash())
                  .set("user_principal_name", user.userPrincipalName())
                  .done());
      WaysIn.begin(tx, passwordOf(user, user.passwordChangedAt()));
    }
    return isInserted;
  }

  private static WayIn passwordOf(User user, Instant madeAt) {
    return WayIn.onlyOne(
        user.identity().tenantId(), user.identity().objectId(), WayKind.PASSWORD, madeAt);
  }

  /** The person of this name in whatever tenant. */
  static Optional<Row> byName(Handle tx, String nameFolded) {
    return tx.createQuery(SELECT + "WHERE u.name_folded = :folded")
        .bind("folded", nameFolded)
        .map(mapper(tx))
        .findOne();
  }

  /** A person of the tenant by object id, or by name in any case. */
  static Optional<Row> byIdOrName(Handle tx, UUID tenantId, String idOrName) {
    try {
      return byObjectId(tx, tenantId, UUID.fromString(idOrName));
    } catch (IllegalArgumentException notAnId) {
      return tx.createQuery(SELECT + "WHERE u.tenant_id = :tenantId AND u.name_folded = :folded")
          .bind("tenantId", tenantId)
          .bind("folded", Names.fold(idOrName))
          .map(mapper(tx))
          .findOne();
    }
  }

  static Optional<Row> byObjectId(Handle tx, UUID tenantId, UUID objectId) {
    return tx.createQuery(SELECT + "WHERE u.tenant_id = :tenantId AND u.object_id = :objectId")
        .bind("tenantId", tenantId)
        .bind("objectId", objectId)
        .map(mapper(tx))
        .findOne();
  }

  static List<User> byObjectIds(Handle tx, UUID tenantId, Collection<UUID> objectIds) {
    return ListedRows.of(
            tx.createQuery(
                    SELECT
                        + "WHERE u.tenant_id = :tenantId AND u.object_id IN (<ids>) ORDER BY"
                        + " u.object_id")
                .bind("tenantId", tenantId)
                .bindList("ids", List.copyOf(objectIds)),
            mapper(tx))
        .map(Row::user)
        .toList();
  }

  /** A tenant's people by name, after the one named. */
  static List<User> list(Handle tx, UUID tenantId, String afterFolded, int max) {
    return ListedRows.of(
            tx.createQuery(
                    SELECT
                        + """
                        WHERE u.tenant_id = :tenantId AND u.name_folded > :after
                        ORDER BY u.name_folded LIMIT :max\
                        """)
                .bind("tenantId", tenantId)
                .bind("after", afterFolded)
                .bind("max", max),
            mapper(tx))
        .map(Row::user)
        .toList();
  }

  /** Those of a display name, by user principal name after the one given. */
  static List<User> named(Handle tx, UUID tenantId, SoughtName name, String afterFolded, int max) {
    return ListedRows.of(
            name.bindTo(
                tx.createQuery(
                        SELECT
                            + "WHERE u.tenant_id = :tenantId AND u.name_folded > :after AND "
                            + name.condition("i.display_name")
                            + " ORDER BY u.name_folded LIMIT :max")
                    .bind("tenantId", tenantId)
                    .bind("after", afterFolded)
                    .bind("max", max)),
            mapper(tx))
        .map(Row::user)
        .toList();
  }

  /**
   * Puts a new password in the place of the one that was seen.
   *
   * @param mustChange whether it is good for nothing but to choose another one
   */
  static boolean replacePassword(
      Handle tx, User seen, PasswordHash password, boolean mustChange, Instant now) {
    RowSeals seals = RowSeals.of(tx);
    Optional<SealedRow> before =
        seals.forUpdate(tx, CustodySeals.PASSWORD, seen.identity().objectId());
    boolean isAsSeen =
        tx.createUpdate(
                    """
                    UPDATE user_credentials SET revision = revision + 1
                    WHERE object_id = :objectId AND revision = :revision\
                    """)
                .bind("objectId", seen.identity().objectId())
                .bind("revision", seen.revision())
                .execute()
            == 1;
    if (isAsSeen) {
      seals.update(
          tx,
          before.orElseThrow(),
          before
              .orElseThrow()
              .with("password_iterations", password.iterations())
              .with("password_changed_at", now)
              .with("must_change", mustChange)
              .with("password_salt", password.salt())
              .with("password_hash", password.hash()));
      WaysIn.renew(tx, passwordOf(seen, now));
    }
    return isAsSeen;
  }

  /** Leaves nothing that a password could match. */
  static void forgetPassword(Handle tx, UUID objectId) {
    RowSeals seals = RowSeals.of(tx);
    PasswordHash nobody = PasswordHash.ofNobody(CustodyLimits.PASSWORD_ITERATIONS);
    seals
        .forUpdate(tx, CustodySeals.PASSWORD, objectId)
        .ifPresent(
            before ->
                seals.update(
                    tx,
                    before,
                    before
                        .with("password_salt", nobody.salt())
                        .with("password_hash", nobody.hash())));
  }

  /**
   * Notes a sign-in if and only if the password is still the one that was looked at. The row is
   * locked until the transaction ends, so that no token is begun beside a change of the password.
   */
  static boolean signedIn(Handle tx, UUID objectId, long revision, Instant now) {
    return tx.createUpdate(
                """
                UPDATE user_credentials SET signed_in_at = :now
                WHERE object_id = :objectId AND revision = :revision\
                """)
            .bind("now", now)
            .bind("objectId", objectId)
            .bind("revision", revision)
            .execute()
        == 1;
  }

  /**
   * Locks the row until the transaction ends, as a change of the password does first too, so that
   * the two wait for each other; what was begun with the password is not finished.
   */
  static void lock(Handle tx, UUID objectId) {
    tx.createUpdate(
            "UPDATE user_credentials SET revision = revision + 1 WHERE object_id = :objectId")
        .bind("objectId", objectId)
        .execute();
  }

  /** Deletes the person; refresh tokens must be gone. */
  static void delete(Handle tx, UUID objectId) {
    tx.createUpdate("DELETE FROM user_credentials WHERE object_id = :objectId")
        .bind("objectId", objectId)
        .execute();
    tx.createUpdate("DELETE FROM identities WHERE object_id = :objectId AND kind = 'USER'")
        .bind("objectId", objectId)
        .execute();
  }

  /** Reads people, whose seals it checks. */
  private static RowMapper<Row> mapper(Handle tx) {
    RowSeals seals = RowSeals.of(tx);
    return seals.checking(
        CustodySeals.IDENTITY,
        1,
        seals.checking(CustodySeals.PASSWORD, FIRST_OF_PASSWORD, UserRows::row));
  }

  private static Row row(ResultSet row, StatementContext context) throws SQLException {
    User user =
        new User(
            IdentityRows.identity(row, context),
            row.getString("user_principal_name"),
            Instant.ofEpochMilli(row.getLong("password_changed_at")),
            row.getLong("revision"));
    return new Row(
        user,
        new PasswordHash(
            row.getInt("password_iterations"),
            row.getBytes("password_salt"),
            row.getBytes("password_hash")),
        row.getInt("must_change") != 0);
  }
}
