package dev.freehold.custody.identity;

import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.Names;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.LedgerEntry;
import dev.freehold.persistence.Database;
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
  private final PasswordWork work = PasswordWork.ofThisMachine(CustodyLimits.MAX_PASSWORD_WAIT);
  private final Passwords passwords;
  private final PassphraseKeys passphraseKeys;

  /** Keeps people in {@code database}, which also holds the ledger's tables. */
  public Users(Database database, Ledger ledger, RandomSource random, Clock clock) {
    this.database = database;
    this.ledger = ledger;
    this.random = random;
    this.clock = clock;
    this.passwords = new Passwords(random, work, clock);
    this.passphraseKeys = new PassphraseKeys(random, work, clock);
  }

  /** Keys under people's passphrases; they share the processors with passwords. */
  public PassphraseKeys passphraseKeys() {
    return passphraseKeys;
  }

  /**
   * Makes a person.
   *
   * @param password the password, or empty for one that the server makes up
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
      String actor) {
    UserPrincipalName.require(userPrincipalName);
    Names.require("user", displayName);
    Instant now = now();
    Identity identity =
        new Identity(
            tenantId, UUID.randomUUID(), null, Identity.Kind.USER, displayName, roles, now);
    User user = new User(identity, userPrincipalName, now, 1);
    Chosen chosen = choose(password, userPrincipalName);
    return database.write(
        tx -> {
          Identities.requireTenant(tx, tenantId);
          IdentityRows.insert(tx, identity, null);
          if (!UserRows.insert(tx, user, Names.fold(userPrincipalName), chosen.hash)) {
            throw new CustodyException(
                CustodyError.USER_PRINCIPAL_NAME_TAKEN,
                "somebody on this server signs in by this name; choose another one");
          }
          record(tx, user, actor, "UserCreate", details(user));
          return new NewUser(user, chosen.generated);
        });
  }

  private static Map<String, String> details(User user) {
    return Map.of(
        "userPrincipalName", user.userPrincipalName(),
        "displayName", user.identity().displayName(),
        "roles", new TreeSet<>(user.identity().roles()).toString());
  }

  /** The person of this object id or user principal name in the tenant. */
  public Optional<User> find(UUID tenantId, String idOrName) {
    return database.read(tx -> row(tx, tenantId, idOrName)).map(UserRows.Row::user);
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
    return find(tenantId, idOrName).orElseThrow(Users::notFound);
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
              row(tx, tenantId, after).map(row -> row.user().userPrincipalName()).orElse(after);
          return UserRows.list(
              tx, tenantId, Names.fold(name), Math.min(max, CustodyLimits.MAX_PAGE_ROWS));
        });
  }

  /**
   * Deletes a person, whose password and refresh tokens are worth nothing from now on. Access
   * tokens live on until their end, at most an hour.
   *
   * @param actor who does it, for the ledger
   * @throws CustodyException {@code USER_NOT_FOUND}
   */
  public void delete(UUID tenantId, String idOrName, String actor) {
    database.write(
        tx -> {
          User user = row(tx, tenantId, idOrName).orElseThrow(Users::notFound).user();
          UUID objectId = user.identity().objectId();
          UserRows.lock(tx, objectId);
          RefreshTokenRows.deleteOf(tx, objectId);
          UserRows.delete(tx, objectId);
          record(
              tx, user, actor, "UserDelete", Map.of("userPrincipalName", user.userPrincipalName()));
          return objectId;
        });
  }

  /**
   * Gives a person another password; all refresh tokens of the person are worth nothing from now
   * on.
   *
   * @param password the password, or empty for one that the server makes up
   * @param actor who does it, for the ledger
   * @throws CustodyException {@code USER_NOT_FOUND}, {@code PASSWORD_UNACCEPTABLE} or {@code
   *     SIGN_INS_BUSY}
   */
  public NewUser resetPassword(
      UUID tenantId, String idOrName, Optional<Password> password, String actor) {
    User seen = require(tenantId, idOrName);
    Chosen chosen = choose(password, seen.userPrincipalName());
    return database.write(
        tx -> {
          UUID objectId = seen.identity().objectId();
          User now =
              UserRows.byObjectId(tx, tenantId, objectId).orElseThrow(Users::notFound).user();
          return new NewUser(
              replace(tx, now, chosen.hash, actor, "PasswordReset").orElseThrow(Users::notFound),
              chosen.generated);
        });
  }

  /**
   * Lets a person choose another password; all refresh tokens of the person are worth nothing from
   * now on.
   *
   * @param address where the request comes from
   * @throws CustodyException {@code USER_NOT_FOUND} if it is no person, {@code PASSWORD_WRONG} for
   *     a wrong current password, {@code PASSWORD_UNACCEPTABLE}, {@code TOO_MANY_SIGN_INS} or
   *     {@code SIGN_INS_BUSY}
   */
  public void changePassword(
      UUID tenantId, UUID objectId, Password current, Password wanted, String address) {
    String actor = objectId.toString();
    UserRows.Row row =
        database
            .read(tx -> UserRows.byObjectId(tx, tenantId, objectId))
            .orElseThrow(Users::notFound);
    User user = row.user();
    wanted.requireGoodFor(user.userPrincipalName());
    if (!passwords.matches(
        Optional.of(row.password()), current, Names.fold(user.userPrincipalName()), address)) {
      ledger.append(SignInEntries.refused(user, actor, "PasswordChange", address));
      throw wrongCurrent();
    }
    PasswordHash hash = passwords.hash(wanted);
    database.write(
        tx -> replace(tx, user, hash, actor, "PasswordChange").orElseThrow(Users::wrongCurrent));
  }

  /**
   * The person of this name if and only if the password is right; takes the same time for all
   * others. A refusal is recorded.
   *
   * @param tenantId whose person it has to be; empty for anybody's
   * @param address where the request comes from
   * @throws CustodyException {@code PASSWORD_WRONG}, {@code TOO_MANY_SIGN_INS} or {@code
   *     SIGN_INS_BUSY}
   */
  public User authenticate(
      Optional<UUID> tenantId, String userPrincipalName, Password password, String address) {
    // What is no name may be a password in the wrong field: it goes no further than here.
    String folded = UserPrincipalName.isOne(userPrincipalName) ? Names.fold(userPrincipalName) : "";
    Optional<UserRows.Row> row =
        database
            .read(tx -> UserRows.byName(tx, folded))
            .filter(found -> tenantId.map(found.user().identity().tenantId()::equals).orElse(true));
    Optional<PasswordHash> kept = row.map(UserRows.Row::password);
    if (!passwords.matches(kept, password, folded, address)) {
      ledger.append(
          row.map(found -> SignInEntries.refused(found.user(), "anonymous", "SignIn", address))
              .orElseGet(() -> SignInEntries.ofNobody(address)));
      throw wrong();
    }
    return row.orElseThrow().user();
  }

  /** Empty if the password is no longer the one that was seen. */
  private Optional<User> replace(
      Handle tx, User seen, PasswordHash hash, String actor, String operation) {
    Instant now = now();
    if (!UserRows.replacePassword(tx, seen, hash, now)) {
      return Optional.empty();
    }
    RefreshTokenRows.deleteOf(tx, seen.identity().objectId());
    record(tx, seen, actor, operation, Map.of());
    return Optional.of(
        new User(seen.identity(), seen.userPrincipalName(), now, seen.revision() + 1));
  }

  private Chosen choose(Optional<Password> wanted, String userPrincipalName) {
    wanted.ifPresent(password -> password.requireGoodFor(userPrincipalName));
    Password password = wanted.orElseGet(() -> Password.generate(random));
    return new Chosen(
        passwords.hash(password), wanted.isPresent() ? Optional.empty() : Optional.of(password));
  }

  private record Chosen(PasswordHash hash, Optional<Password> generated) {}

  private static Optional<UserRows.Row> row(Handle tx, UUID tenantId, String idOrName) {
    try {
      return UserRows.byObjectId(tx, tenantId, UUID.fromString(idOrName));
    } catch (IllegalArgumentException notAnId) {
      return UserRows.byName(tx, Names.fold(idOrName))
          .filter(row -> row.user().identity().tenantId().equals(tenantId));
    }
  }

  private void record(
      Handle tx, User user, String actor, String operation, Map<String, String> details) {
    ledger.append(
        tx,
        new LedgerEntry(
            user.identity().tenantId(),
            actor,
            operation,
            user.identity().objectId().toString(),
            LedgerEntry.Outcome.DONE,
            details));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  static CustodyException wrong() {
    return new CustodyException(
        CustodyError.PASSWORD_WRONG,
        "AADSTS50126: Error validating credentials due to invalid username or password.");
  }

  private static CustodyException wrongCurrent() {
    return new CustodyException(
        CustodyError.PASSWORD_WRONG, "the current password is another one; type it again");
  }

  private static CustodyException notFound() {
    return new CustodyException(
        CustodyError.USER_NOT_FOUND,
        "no such person in this tenant; check the user principal name or object id");
  }
}
