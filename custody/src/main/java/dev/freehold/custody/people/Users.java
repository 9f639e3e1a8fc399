package dev.freehold.custody.people;

import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.Names;
import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.IdentityRows;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.identity.Standings;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.passkeys.ProvenPerson;
import dev.freehold.custody.passwords.AttemptCounts;
import dev.freehold.custody.passwords.PassphraseKeys;
import dev.freehold.custody.passwords.Password;
import dev.freehold.custody.passwords.PasswordHash;
import dev.freehold.custody.passwords.PasswordVeto;
import dev.freehold.custody.passwords.PasswordWork;
import dev.freehold.custody.passwords.Passwords;
import dev.freehold.custody.passwords.UserPrincipalName;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.SqlWork;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * The people of every tenant who sign in with a name and a password. A person of another tenant is
 * answered exactly like one who does not exist. Safe for use by many threads.
 */
public final class Users {

  private final Database database;
  private final Ledger ledger;
  private final RandomSource random;
  private final Clock clock;
  private final Standings standings;
  private final Passwords passwords;
  private final PassphraseKeys passphraseKeys;
  private final PasswordVeto veto;
  private final PasswordChecks checks;

  /**
   * Keeps people in {@code database}, which also holds the ledger's tables.
   *
   * @param standings learns of changes
   * @param veto what passwords that people choose may not be, beside too easy
   * @param iterations of PBKDF2 for passwords and passphrases that are chosen from now on; {@link
   *     CustodyLimits#PASSWORD_ITERATIONS} but in tests
   */
  public Users(
      Database database,
      Ledger ledger,
      RandomSource random,
      Clock clock,
      Standings standings,
      PasswordVeto veto,
      int iterations) {
    PasswordWork work = PasswordWork.ofThisMachine(iterations);
    this.database = database;
    this.standings = standings;
    this.ledger = ledger;
    this.random = random;
    this.clock = clock;
    AttemptCounts attempts = AttemptCounts.of(database, clock, CustodyLimits.SIGN_IN_WINDOW);
    this.passwords = new Passwords(random, work, attempts);
    this.passphraseKeys = new PassphraseKeys(random, work, attempts);
    this.veto = veto;
    this.checks = new PasswordChecks(database, ledger, passwords, clock);
  }

  /** Keys under people's passphrases; they share the processors with passwords. */
  public PassphraseKeys passphraseKeys() {
    return passphraseKeys;
  }

  /**
   * Makes a person, who has to choose another password at the first sign-in.
   *
   * @param password the first password, or empty for one that the server makes up
   * @param check whether such a person may be made, in the same transaction
   * @param actor who does it, for the ledger
   * @throws CustodyException {@code USER_PRINCIPAL_NAME_INVALID}, {@code
   *     USER_PRINCIPAL_NAME_TAKEN}, {@code NAME_INVALID}, {@code PASSWORD_UNACCEPTABLE}, {@code
   *     TENANT_NOT_FOUND} or {@code SIGN_INS_BUSY}
   */
  public NewUser create(
      UUID tenantId,
      String userPrincipalName,
      String displayName,
      Set<Role> roles,
      Optional<Password> password,
      Consumer<Handle> check,
      String actor) {
    UserPrincipalName.require(userPrincipalName);
    Names.require("user", displayName);
    UUID id = UUID.randomUUID();
    Instant now = now();
    Identity made = new Identity(tenantId, id, null, Identity.Kind.USER, displayName, roles, now);
    User user = new User(made, userPrincipalName, now, 1);
    Chosen chosen = choose(tenantId, password, userPrincipalName);
    return database.write(
        tx -> {
          check.accept(tx);
          Identities.requireTenant(tx, tenantId);
          IdentityRows.insert(tx, made, null);
          if (!UserRows.insert(tx, user, Names.fold(userPrincipalName), chosen.hash)) {
            throw new CustodyException(
                CustodyError.USER_PRINCIPAL_NAME_TAKEN,
                "somebody on this server signs in by this name; choose another one");
          }
          record(tx, user, actor, "UserCreate", roles(user), names(user));
          return new NewUser(user, chosen.generated);
        });
  }

  private static Map<String, String> roles(User user) {
    return Map.of("roles", new TreeSet<>(user.identity().roles()).toString());
  }

  private static Map<String, String> names(User user) {
    return Map.of(
        "userPrincipalName", user.userPrincipalName(),
        "displayName", user.identity().displayName());
  }

  /** The person of this object id or user principal name in the tenant. */
  public Optional<User> find(UUID tenantId, String idOrName) {
    return database.read(tx -> UserRows.byIdOrName(tx, tenantId, idOrName)).map(UserRows.Row::user);
  }

  /** The people among these object ids. */
  public List<User> find(UUID tenantId, Collection<UUID> objectIds) {
    return objectIds.isEmpty()
        ? List.of()
        : database.read(tx -> UserRows.byObjectIds(tx, tenantId, objectIds));
  }

  /**
   * The person of this object id or user principal name in the tenant.
   *
   * @throws CustodyException {@code USER_NOT_FOUND}
   */
  public User require(UUID tenantId, String idOrName) {
    return find(tenantId, idOrName).orElseThrow(UserErrors::notFound);
  }

  /**
   * A tenant's people by user principal name.
   *
   * @param after the name or object id after which the page begins; empty for the first page
   * @param max how many at most, 1 to {@link CustodyLimits#MAX_PAGE_ROWS}
   */
  public List<User> list(UUID tenantId, String after, int max) {
    return database.read(
        tx -> {
          String name =
              UserRows.byIdOrName(tx, tenantId, after)
                  .map(row -> row.user().userPrincipalName())
                  .orElse(after);
          return UserRows.list(
              tx, tenantId, Names.fold(name), Math.min(max, CustodyLimits.MAX_PAGE_ROWS));
        });
  }

  /**
   * Deletes a person, whose password and tokens are worth nothing from now on; access tokens on
   * other nodes after {@link CustodyLimits#STANDING_REREAD}.
   *
   * @param actor who does it, for the ledger
   * @throws CustodyException {@code USER_NOT_FOUND}
   */
  public void delete(UUID tenantId, String idOrName, String actor) {
    changing(
        tx -> {
          User user =
              UserRows.byIdOrName(tx, tenantId, idOrName).orElseThrow(UserErrors::notFound).user();
          UUID objectId = user.identity().objectId();
          IdentityRows.lock(tx, tenantId, objectId);
          UserRows.lock(tx, objectId);
          AuthorizationCodeRows.deleteOf(tx, objectId);
          RefreshTokenRows.deleteOf(tx, objectId);
          UserRows.delete(tx, objectId);
          record(tx, user, actor, "UserDelete", Map.of(), names(user));
          return objectId;
        });
  }

  /**
   * Gives a person another password, which the person has to change at the next sign-in; the person
   * is signed out everywhere by that, and app passwords end.
   *
   * @param password the password, or empty for one that the server makes up
   * @param actor who does it, for the ledger
   * @throws CustodyException {@code USER_NOT_FOUND}, {@code PASSWORD_UNACCEPTABLE} or {@code
   *     SIGN_INS_BUSY}
   */
  public NewUser resetPassword(
      UUID tenantId, String idOrName, Optional<Password> password, String actor) {
    User seen = require(tenantId, idOrName);
    Chosen chosen = choose(tenantId, password, seen.userPrincipalName());
    return changing(
        tx -> {
          UUID objectId = seen.identity().objectId();
          User now =
              UserRows.byObjectId(tx, tenantId, objectId).orElseThrow(UserErrors::notFound).user();
          return new NewUser(
              replace(tx, now, chosen.hash, true, actor, "PasswordReset")
                  .orElseThrow(UserErrors::notFound),
              chosen.generated);
        });
  }

  /**
   * Lets a person choose another password; the person is signed out everywhere by that, but app
   * passwords stay.
   *
   * @param address where the request comes from
   * @throws CustodyException {@code USER_NOT_FOUND} if it is no person, {@code PASSWORD_WRONG} for
   *     a wrong current password, {@code PASSWORD_UNACCEPTABLE}, {@code TOO_MANY_SIGN_INS} or
   *     {@code SIGN_INS_BUSY}
   */
  public void changePassword(
      UUID tenantId, UUID objectId, Password current, Password wanted, String address) {
    UserRows.Row row =
        database
            .read(tx -> UserRows.byObjectId(tx, tenantId, objectId))
            .orElseThrow(UserErrors::notFound);
    String name = row.user().userPrincipalName();
    wanted.requireGoodInPlaceOf(current, name);
    Optional<PasswordHash> kept = OpenPassword.of(database, Optional.of(row), now());
    if (!passwords.matches(kept, current, Names.fold(name), address)) {
      ledger.append(
          SignInEntries.refused(row.user(), objectId.toString(), "PasswordChange", address));
      throw UserErrors.wrongCurrent();
    }
    change(row.user(), wanted, address);
  }

  /**
   * The same for a person without a token, such as one whose first password gives none.
   *
   * @param tenantId whose person it has to be; empty for anybody's
   * @param address where the request comes from
   * @throws CustodyException {@code PASSWORD_WRONG}, {@code PASSWORD_UNACCEPTABLE}, {@code
   *     TOO_MANY_SIGN_INS} or {@code SIGN_INS_BUSY}
   */
  public void changePassword(
      Optional<UUID> tenantId,
      String userPrincipalName,
      Password current,
      Password wanted,
      String address) {
    if (UserPrincipalName.isOne(userPrincipalName)) {
      wanted.requireGoodInPlaceOf(current, userPrincipalName);
    }
    User user =
        checks.known(tenantId, userPrincipalName, current, "PasswordChange", address).user();
    change(user, wanted, address);
  }

  /** Puts what a person wants in the place of the password that was right. */
  private void change(User user, Password wanted, String address) {
    veto.check(passphraseKeys, user, wanted, address);
    PasswordHash hash = passwords.hash(user.identity().tenantId(), wanted);
    String actor = user.identity().objectId().toString();
    changing(
        tx ->
            replace(tx, user, hash, false, actor, "PasswordChange")
                .orElseThrow(UserErrors::wrongCurrent));
  }

  /**
   * Tells whether this is the person's password for signing in. It is for those who have signed in:
   * attempts are not counted.
   *
   * @throws CustodyException {@code USER_NOT_FOUND} or {@code SIGN_INS_BUSY}
   */
  public boolean isPassword(User user, Password presented) {
    Identity identity = user.identity();
    UserRows.Row row =
        database
            .read(tx -> UserRows.byObjectId(tx, identity.tenantId(), identity.objectId()))
            .orElseThrow(UserErrors::notFound);
    return presented.isInBounds()
        && passwords.isStill(identity.tenantId(), row.password(), presented);
  }

  /**
   * The person of this name if and only if the password is right and was chosen by the person;
   * takes the same time for all others. A refusal is recorded.
   *
   * @param tenantId whose person it has to be; empty for anybody's
   * @param address where the request comes from
   * @throws CustodyException {@code PASSWORD_WRONG}; {@code PASSWORD_EXPIRED} for a right one that
   *     somebody else has made; {@code TOO_MANY_SIGN_INS} or {@code SIGN_INS_BUSY}
   */
  public User authenticate(
      Optional<UUID> tenantId, String userPrincipalName, Password password, String address) {
    return checks.authenticate(tenantId, userPrincipalName, password, address);
  }

  /**
   * The person who has shown a password and a second factor.
   *
   * @throws CustodyException {@code PASSWORD_WRONG} if the password is another one by now, or the
   *     person may not sign in any more
   */
  public User require(ProvenPerson person) {
    return database
        .read(tx -> UserRows.byObjectId(tx, person.tenantId(), person.objectId()))
        .map(UserRows.Row::user)
        .filter(user -> user.revision() == person.revision())
        .filter(user -> user.identity().enabled())
        .orElseThrow(UserErrors::wrong);
  }

  /** Who it is that presents a name and a password; for the sign-ins of this package. */
  PasswordChecks checks() {
    return checks;
  }

  private <R> R changing(SqlWork<R> transaction) {
    return standings.change(() -> database.write(transaction));
  }

  /** Empty if the password is no longer the one that was seen. */
  private Optional<User> replace(
      Handle tx, User seen, PasswordHash hash, boolean mustChange, String actor, String operation) {
    Instant now = now();
    IdentityRows.lock(tx, seen.identity().tenantId(), seen.identity().objectId());
    if (!UserRows.replacePassword(tx, seen, hash, mustChange, now)) {
      return Optional.empty();
    }
    endSignIns(tx, seen.identity().objectId(), mustChange, now);
    Identity signedOut =
        IdentityRows.byObjectId(tx, seen.identity().tenantId(), seen.identity().objectId())
            .orElseThrow(UserErrors::notFound)
            .identity()
            .signOut();
    IdentityRows.update(tx, signedOut);
    record(tx, seen, actor, operation, Map.of(), Map.of());
    return Optional.of(new User(signedOut, seen.userPrincipalName(), now, seen.revision() + 1));
  }

  /** Who resets a password does not know who else had the old one, and made app passwords by it. */
  private static void endSignIns(Handle tx, UUID objectId, boolean isReset, Instant now) {
    if (isReset) {
      OpenSignIns.endEverywhere(tx, objectId, now);
    } else {
      OpenSignIns.end(tx, objectId, now);
    }
  }

  private Chosen choose(UUID tenantId, Optional<Password> wanted, String userPrincipalName) {
    wanted.ifPresent(password -> password.requireGoodFor(userPrincipalName));
    Password password = wanted.orElseGet(() -> Password.generate(random));
    return new Chosen(
        passwords.hash(tenantId, password),
        wanted.isPresent() ? Optional.empty() : Optional.of(password));
  }

  private record Chosen(PasswordHash hash, Optional<Password> generated) {}

  private void record(
      Handle tx,
      User user,
      String actor,
      String operation,
      Map<String, String> details,
      Map<String, String> personal) {
    ledger.append(
        tx,
        new LedgerEntry(
            user.identity().tenantId(),
            actor,
            operation,
            user.identity().objectId().toString(),
            LedgerEntry.Outcome.DONE,
            details,
            personal));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
