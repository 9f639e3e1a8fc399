package dev.freehold.custody.people;

import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.SignInFactors;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.identity.ways.LastUses;
import dev.freehold.custody.identity.ways.WayEnd;
import dev.freehold.custody.identity.ways.WayKind;
import dev.freehold.custody.identity.ways.WaysIn;
import dev.freehold.custody.passkeys.SecondFactors;
import dev.freehold.custody.secrets.OpaqueToken;
import dev.freehold.custody.secrets.SecretHash;
import dev.freehold.custody.secrets.ShownToken;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Refresh tokens: the id of the sign-in that they follow from, and a secret that changes with each
 * use. Anyone who shows the id with an older secret holds a copy, and nobody can tell whose is the
 * thief's: then the sign-in is over for both. Safe for use by many threads.
 */
final class RefreshTokens {

  private final Database database;
  private final Ledger ledger;
  private final RandomSource random;
  private final Clock clock;
  private final LastUses lastUses;

  RefreshTokens(Database database, Ledger ledger, RandomSource random, Clock clock) {
    this.database = database;
    this.ledger = ledger;
    this.random = random;
    this.clock = clock;
    this.lastUses = new LastUses(database, clock);
  }

  /**
   * That somebody has signed in.
   *
   * @param at not before that
   * @param factors with what
   */
  record SignedIn(Instant at, SignInFactors factors) {}

  /** What a refresh token was exchanged for. */
  record Refreshed(User user, SignedIn signedIn, OpaqueToken next) {}

  /**
   * The first token of a sign-in, in the transaction that records it.
   *
   * @param id of the sign-in
   * @param client what the client calls itself; may be empty
   */
  OpaqueToken begin(Handle tx, UUID id, User user, SignedIn signedIn, String client) {
    Instant now = clock.instant();
    byte[] secret = OpaqueToken.secret(random);
    RefreshTokenRows.makeRoom(tx, user.identity().objectId(), now);
    RefreshTokenRows.insert(
        tx,
        new RefreshTokenRows.Row(
            id,
            user.identity().tenantId(),
            user.identity().objectId(),
            SecretHash.of(secret),
            signedIn.factors(),
            now.plus(CustodyLimits.REFRESH_TOKEN_IDLE),
            signedIn.at().plus(CustodyLimits.REFRESH_TOKEN_LIFETIME)),
        client,
        now);
    return ShownToken.handOut(id, secret);
  }

  /**
   * Exchanges a token for the next one; it is worth nothing from now on.
   *
   * @param tenantId whose person's it has to be; empty for anybody's
   * @throws CustodyException {@code GRANT_INVALID}, the same for every reason
   */
  Refreshed exchange(Optional<UUID> tenantId, String presented, String address) {
    ShownToken shown = ShownToken.parse(presented).orElseThrow(RefreshTokens::invalid);
    // What is refused has to stay deleted, so the refusal is thrown outside of the transaction.
    Refreshed refreshed =
        database
            .write(tx -> exchange(tx, tenantId, shown, address))
            .orElseThrow(RefreshTokens::invalid);
    lastUses.note(shown.id());
    return refreshed;
  }

  private Optional<Refreshed> exchange(
      Handle tx, Optional<UUID> tenantId, ShownToken shown, String address) {
    Instant now = clock.instant();
    Optional<RefreshTokenRows.Row> found =
        RefreshTokenRows.forUpdate(tx, shown.id())
            .filter(row -> tenantId.map(row.tenantId()::equals).orElse(true));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    RefreshTokenRows.Row row = found.get();
    Optional<User> user =
        UserRows.byObjectId(tx, row.tenantId(), row.objectId())
            .map(UserRows.Row::user)
            .filter(someone -> someone.identity().enabled());
    if (user.isEmpty() || !row.isAlive(now) || !isOpen(tx, row, now)) {
      RefreshTokenRows.delete(tx, row.id());
      return Optional.empty();
    }
    byte[] next = OpaqueToken.secret(random);
    if (!row.secretHash().equals(shown.hash())) {
      RefreshTokenRows.end(tx, row.id(), WayEnd.COPIED, now);
      ledger.append(
          tx, SignInEntries.refused(user.get(), "anonymous", "RefreshTokenReuse", address));
      return Optional.empty();
    }
    if (SecondFactors.isTooLittle(tx, row.tenantId(), row.objectId(), row.factors())) {
      RefreshTokenRows.end(tx, row.id(), WayEnd.SIGNED_OUT, now);
      ledger.append(tx, SignInEntries.refused(user.get(), "anonymous", "SignIn", address));
      return Optional.empty();
    }
    RefreshTokenRows.rotate(
        tx, row, SecretHash.of(next), now, now.plus(CustodyLimits.REFRESH_TOKEN_IDLE));
    ledger.append(tx, SignInEntries.done(user.get(), "refresh_token", row.factors(), address));
    return Optional.of(
        new Refreshed(
            user.get(),
            new SignedIn(row.signedInAt(), row.factors()),
            ShownToken.handOut(row.id(), next)));
  }

  private static boolean isOpen(Handle tx, RefreshTokenRows.Row row, Instant now) {
    return WaysIn.open(tx, WayKind.REFRESH_TOKEN, row.id(), row.objectId(), now).isPresent();
  }

  private static CustodyException invalid() {
    return new CustodyException(
        CustodyError.GRANT_INVALID,
        "AADSTS700082: The refresh token has expired, was used or was revoked; sign in again.");
  }
}
