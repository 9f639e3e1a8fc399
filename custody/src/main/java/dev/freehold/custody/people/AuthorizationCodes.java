package dev.freehold.custody.people;

import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.SignInFactors;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.identity.ways.WayEnd;
import dev.freehold.custody.passkeys.SecondFactors;
import dev.freehold.custody.secrets.OpaqueToken;
import dev.freehold.custody.secrets.SecretHash;
import dev.freehold.custody.tokens.PublicClient;
import dev.freehold.ledger.ActOrigin;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Authorization codes (RFC 6749, section 4.1): somebody has signed in on the page, and the browser
 * takes the code to the client, which exchanges it. A code is used up as soon as it is shown, also
 * if something else is wrong. Anyone who shows it a second time holds a copy: then what the first
 * one got is over. Safe for use by many threads.
 */
public final class AuthorizationCodes {

  private final Database database;
  private final Ledger ledger;
  private final RandomSource random;
  private final Clock clock;

  AuthorizationCodes(Database database, Ledger ledger, RandomSource random, Clock clock) {
    this.database = database;
    this.ledger = ledger;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Makes a code for somebody who has just shown the password, and needs no more than that.
   *
   * @param user as {@link Users#authenticate} found the person
   * @param address where the browser's request comes from
   * @return the code; it is good once and for {@link CustodyLimits#AUTHORIZATION_CODE_LIFETIME}
   * @throws CustodyException {@code SECOND_FACTOR_NEEDED}; {@code PASSWORD_WRONG} if the password
   *     was changed in this moment
   */
  public String issue(User user, CodeRequest asked, String address) {
    return issue(user, SignInFactors.PASSWORD, asked, address);
  }

  /**
   * The same for somebody who has shown a second factor.
   *
   * @param user as {@link Users#require(dev.freehold.custody.passkeys.ProvenPerson)} found the
   *     person
   */
  public String issueToProven(User user, CodeRequest asked, String address) {
    return issue(user, SignInFactors.PASSWORD_AND_SECOND, asked, address);
  }

  private String issue(User user, SignInFactors factors, CodeRequest asked, String address) {
    byte[] secret = OpaqueToken.secret(random);
    UUID objectId = user.identity().objectId();
    Instant now = clock.instant();
    database.write(
        tx -> {
          if (!UserRows.signedIn(tx, objectId, user.revision(), now)) {
            throw UserErrors.wrong();
          }
          SecondFactors.requireEnough(tx, user.identity(), factors);
          AuthorizationCodeRows.deleteEndedBefore(
              tx, now.minus(CustodyLimits.AUTHORIZATION_CODE_REMEMBERED));
          AuthorizationCodeRows.makeRoom(tx, objectId);
          AuthorizationCodeRows.insert(tx, user, factors, SecretHash.of(secret), asked, now);
          ledger.append(tx, issued(user, factors, asked, address));
          return objectId;
        });
    return OpaqueToken.of(secret).text();
  }

  private static LedgerEntry issued(
      User user, SignInFactors factors, CodeRequest asked, String address) {
    return new LedgerEntry(
        user.identity().tenantId(),
        user.identity().objectId().toString(),
        "AuthorizationCodeIssue",
        PublicClient.APP_ID.toString(),
        LedgerEntry.Outcome.DONE,
        Map.of("clientId", asked.clientId(), SignInEntries.METHODS, SignInEntries.methods(factors)),
        Map.of(ActOrigin.ADDRESS, address));
  }

  /**
   * What a code was good for.
   *
   * @param id for the sign-in that goes on with a refresh token
   */
  record Taken(UUID id, User user, RefreshTokens.SignedIn signedIn, CodeRequest asked) {}

  /** The hash of what was presented, if there is a code of it: guesses need no transaction. */
  Optional<SecretHash> known(ShownCode shown) {
    return OpaqueToken.bytes(shown.code(), OpaqueToken.SECRET_BYTES)
        .map(SecretHash::of)
        .filter(hash -> database.read(tx -> AuthorizationCodeRows.isKnown(tx, hash)));
  }

  /**
   * Takes a code, in the caller's transaction, which records what it makes of it and has to be
   * committed also if this is empty. A code that was used before stays used, so it needs no lock to
   * be found so; whoever uses one locks the person's row before the code's, as where somebody ends
   * all sign-ins.
   *
   * @param tenantId whose person's it has to be; empty for anybody's
   */
  Optional<Taken> take(
      Handle tx, Optional<UUID> tenantId, SecretHash hash, ShownCode shown, String address) {
    Optional<AuthorizationCodeRows.Row> found =
        AuthorizationCodeRows.find(tx, hash)
            .filter(row -> tenantId.map(row.tenantId()::equals).orElse(true));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    AuthorizationCodeRows.Row row = found.get();
    Optional<User> user =
        UserRows.byObjectId(tx, row.tenantId(), row.objectId()).map(UserRows.Row::user);
    if (user.isEmpty()) {
      return Optional.empty();
    }
    if (row.isUsed()) {
      return shownAgain(tx, row, user.get(), address);
    }
    Instant now = clock.instant();
    boolean isOfPresent = UserRows.signedIn(tx, row.objectId(), row.revision(), now);
    Optional<AuthorizationCodeRows.Row> locked = AuthorizationCodeRows.forUpdate(tx, row.id());
    if (locked.isEmpty()) {
      return Optional.empty();
    }
    if (locked.get().isUsed()) {
      return shownAgain(tx, row, user.get(), address);
    }
    if (!isOfPresent
        || !user.get().identity().enabled()
        || !now.isBefore(row.expiresAt())
        || SecondFactors.isTooLittle(
            tx, row.tenantId(), row.objectId(), row.signedIn().factors())) {
      AuthorizationCodeRows.delete(tx, row.id());
      return Optional.empty();
    }
    if (!isMadeFor(row.asked(), shown)) {
      AuthorizationCodeRows.delete(tx, row.id());
      ledger.append(tx, SignInEntries.refused(user.get(), "anonymous", "SignIn", address));
      return Optional.empty();
    }
    AuthorizationCodeRows.use(tx, row.id(), now);
    return Optional.of(new Taken(row.id(), user.get(), row.signedIn(), row.asked()));
  }

  private static boolean isMadeFor(CodeRequest asked, ShownCode shown) {
    return asked.clientId().equals(shown.clientId())
        && asked.redirectUri().equals(shown.redirectUri())
        && asked.challenge().isOf(shown.verifier());
  }

  private Optional<Taken> shownAgain(
      Handle tx, AuthorizationCodeRows.Row row, User user, String address) {
    if (AuthorizationCodeRows.forUpdate(tx, row.id()).isPresent()) {
      AuthorizationCodeRows.delete(tx, row.id());
      RefreshTokenRows.end(tx, row.id(), WayEnd.COPIED, clock.instant());
      ledger.append(
          tx, SignInEntries.refused(user, "anonymous", "AuthorizationCodeReuse", address));
    }
    return Optional.empty();
  }

  static CustodyException invalid() {
    return new CustodyException(
        CustodyError.GRANT_INVALID,
        "AADSTS70008: The authorization code has expired, was used, or was given to another"
            + " client, address or verifier; sign in again.");
  }
}
