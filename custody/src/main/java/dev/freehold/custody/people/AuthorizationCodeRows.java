package dev.freehold.custody.people;

import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.SignInFactors;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.SealedRow;
import dev.freehold.custody.secrets.SecretHash;
import dev.freehold.custody.tokens.CodeChallenge;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The table of authorization codes, each statement in the caller's transaction. */
final class AuthorizationCodeRows {

  private AuthorizationCodeRows() {}

  /**
   * A code.
   *
   * @param id its own, and that of the sign-in that goes on with a refresh token
   * @param revision of the password that was shown
   * @param isUsed whether it has been shown before
   */
  record Row(
      UUID id,
      UUID tenantId,
      UUID objectId,
      long revision,
      CodeRequest asked,
      RefreshTokens.SignedIn signedIn,
      Instant expiresAt,
      boolean isUsed) {

    private static Row of(SealedRow row) {
      return new Row(
          row.key(),
          row.tenantId(),
          row.id("object_id").orElseThrow(),
          row.number("revision"),
          new CodeRequest(
              row.text("client_id"),
              row.text("redirect_uri"),
              new CodeChallenge(row.text("code_challenge")),
              row.text("scope"),
              row.textIfAny("nonce")),
          new RefreshTokens.SignedIn(
              row.time("signed_in_at").orElseThrow(), SignInFactors.valueOf(row.text("factors"))),
          row.time("expires_at").orElseThrow(),
          !row.isEmpty("used_at"));
    }
  }

  static void insert(
      Handle tx,
      User user,
      SignInFactors factors,
      SecretHash hash,
      CodeRequest asked,
      Instant now) {
    UUID id = UUID.randomUUID();
    Instant expiresAt = now.plus(CustodyLimits.AUTHORIZATION_CODE_LIFETIME);
    tx.createUpdate(
            """
            INSERT INTO authorization_codes (id, tenant_id, object_id, secret_hash, revision,
              client_id, redirect_uri, code_challenge, scope, nonce, factors, signed_in_at,
              expires_at)
            VALUES (:id, :tenantId, :objectId, :hash, :revision, :clientId, :redirectUri,
              :challenge, :scope, :nonce, :factors, :now, :expiresAt)\
            """)
        .bind("id", id)
        .bind("tenantId", user.identity().tenantId())
        .bind("objectId", user.identity().objectId())
        .bind("hash", hash.bytes())
        .bind("revision", user.revision())
        .bind("clientId", asked.clientId())
        .bind("redirectUri", asked.redirectUri())
        .bind("challenge", asked.challenge().text())
        .bind("scope", asked.scope())
        .bindByType("nonce", asked.nonce().orElse(null), String.class)
        .bind("factors", factors)
        .bind("now", now)
        .bind("expiresAt", expiresAt)
        .execute();
    RowSeals.of(tx)
        .keep(
            tx,
            CustodySeals.AUTHORIZATION_CODE
                .row(user.identity().tenantId(), id)
                .set("object_id", user.identity().objectId())
                .set("secret_hash", hash.bytes())
                .set("revision", user.revision())
                .set("client_id", asked.clientId())
                .set("redirect_uri", asked.redirectUri())
                .set("code_challenge", asked.challenge().text())
                .set("scope", asked.scope())
                .set("nonce", asked.nonce())
                .set("signed_in_at", now)
                .set("expires_at", expiresAt)
                .set("used_at", null)
                .set("factors", factors)
                .done());
  }

  static boolean isKnown(Handle tx, SecretHash hash) {
    return idOf(tx, hash).isPresent();
  }

  /**
   * The code of this hash.
   *
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  static Optional<Row> find(Handle tx, SecretHash hash) {
    return idOf(tx, hash)
        .flatMap(id -> RowSeals.of(tx).find(tx, CustodySeals.AUTHORIZATION_CODE, id))
        .map(Row::of);
  }

  private static Optional<UUID> idOf(Handle tx, SecretHash hash) {
    return tx.createQuery("SELECT id FROM authorization_codes WHERE secret_hash = :hash")
        .bind("hash", hash.bytes())
        .mapTo(UUID.class)
        .findOne();
  }

  /**
   * The code of this id; nobody else changes it until the transaction ends.
   *
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  static Optional<Row> forUpdate(Handle tx, UUID id) {
    return RowSeals.of(tx).forUpdate(tx, CustodySeals.AUTHORIZATION_CODE, id).map(Row::of);
  }

  /** Notes that it was shown; the row is locked. */
  static void use(Handle tx, UUID id, Instant now) {
    RowSeals seals = RowSeals.of(tx);
    SealedRow before = seals.forUpdate(tx, CustodySeals.AUTHORIZATION_CODE, id).orElseThrow();
    seals.update(tx, before, before.with("used_at", now));
  }

  static void delete(Handle tx, UUID id) {
    tx.createUpdate("DELETE FROM authorization_codes WHERE id = :id").bind("id", id).execute();
  }

  static void deleteOf(Handle tx, UUID objectId) {
    tx.createUpdate("DELETE FROM authorization_codes WHERE object_id = :objectId")
        .bind("objectId", objectId)
        .execute();
  }

  static void deleteEndedBefore(Handle tx, Instant then) {
    tx.createUpdate("DELETE FROM authorization_codes WHERE expires_at < :then")
        .bind("then", then)
        .execute();
  }

  /** Makes room for one more: drops a person's oldest. */
  static void makeRoom(Handle tx, UUID objectId) {
    tx.createUpdate(
            """
            DELETE FROM authorization_codes WHERE object_id = :objectId AND id NOT IN (
              SELECT id FROM authorization_codes WHERE object_id = :objectId
              ORDER BY expires_at DESC, id LIMIT :keep)\
            """)
        .bind("objectId", objectId)
        .bind("keep", CustodyLimits.MAX_AUTHORIZATION_CODES_OF_PERSON - 1)
        .execute();
  }
}
