package dev.freehold.custody.people;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.Names;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.identity.ways.LastUses;
import dev.freehold.custody.passkeys.SecondFactors;
import dev.freehold.custody.passwords.Password;
import dev.freehold.custody.passwords.PasswordHash;
import dev.freehold.custody.passwords.Passwords;
import dev.freehold.custody.passwords.UserPrincipalName;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds out who presents a name and a password, within the limits on guessing. Refusals are
 * recorded, and all of them take the same time. Thread-safe.
 */
final class PasswordChecks {

  private static final String SIGN_IN = "SignIn";

  private final Database database;
  private final Ledger ledger;
  private final Passwords passwords;
  private final Clock clock;
  private final LastUses lastUses;
  private final LastUses lastUsesOfPrograms;

  PasswordChecks(Database database, Ledger ledger, Passwords passwords, Clock clock) {
    this.database = database;
    this.ledger = ledger;
    this.passwords = passwords;
    this.clock = clock;
    this.lastUses = new LastUses(database, clock);
    this.lastUsesOfPrograms =
        new LastUses(database, clock, CustodyLimits.LAST_USE_STEP_OF_PROGRAMS);
  }

  /** See {@link Users#authenticate}. */
  User authenticate(
      Optional<UUID> tenantId, String userPrincipalName, Password password, String address) {
    UserRows.Row row = known(tenantId, userPrincipalName, password, SIGN_IN, address);
    if (row.mustChange()) {
      ledger.append(SignInEntries.refused(row.user(), "anonymous", SIGN_IN, address));
      throw UserErrors.expired();
    }
    lastUses.note(row.user().identity().objectId());
    return row.user();
  }

  /**
   * The same for a program, which may present an app password as well. It is looked for first, by
   * its hash, so a right one costs no slow hash and a wrong one costs what every wrong password
   * costs.
   *
   * @throws CustodyException as {@link Users#authenticate}
   */
  ProgramSignIns.Entered authenticateProgram(
      AppPasswords appPasswords, String userPrincipalName, Password presented, String address) {
    String folded = folded(userPrincipalName);
    Optional<User> user = database.read(tx -> UserRows.byName(tx, folded)).map(UserRows.Row::user);
    Optional<UUID> way =
        appPasswords.find(user.map(found -> found.identity().objectId()), presented);
    if (way.isEmpty()) {
      User person = authenticate(Optional.empty(), userPrincipalName, presented, address);
      // Such a program cannot ask for a second factor, so it needs an app password.
      requireNoSecond(person, address);
      return new ProgramSignIns.Entered(person, way);
    }
    passwords.succeeded(folded, address);
    User owner = requireEnabled(user.orElseThrow(), SIGN_IN, address);
    lastUsesOfPrograms.note(way.get());
    return new ProgramSignIns.Entered(owner, way);
  }

  /**
   * Makes sure that a person who has just shown the password needs no more than that. The refusal
   * is recorded, and tells no secret: the password was right.
   *
   * @throws CustodyException {@code SECOND_FACTOR_NEEDED}
   */
  void requireNoSecond(User person, String address) {
    UUID tenantId = person.identity().tenantId();
    UUID objectId = person.identity().objectId();
    if (database.read(tx -> SecondFactors.areNeeded(tx, tenantId, objectId))) {
      ledger.append(SignInEntries.refused(person, "anonymous", SIGN_IN, address));
      throw SecondFactors.needed();
    }
  }

  /**
   * The person of this name, if the password is right and the person may sign in.
   *
   * @param tenantId whose person it has to be; empty for anybody's
   * @param operation what is recorded if not
   */
  UserRows.Row known(
      Optional<UUID> tenantId,
      String userPrincipalName,
      Password password,
      String operation,
      String address) {
    String folded = folded(userPrincipalName);
    Optional<UserRows.Row> row =
        database
            .read(tx -> UserRows.byName(tx, folded))
            .filter(found -> tenantId.map(found.user().identity().tenantId()::equals).orElse(true));
    Optional<PasswordHash> kept = OpenPassword.of(database, row, clock.instant());
    if (!passwords.matches(kept, password, folded, address)) {
      ledger.append(
          row.map(found -> SignInEntries.refused(found.user(), "anonymous", operation, address))
              .orElseGet(() -> SignInEntries.ofNobody(address)));
      throw UserErrors.wrong();
    }
    requireEnabled(row.orElseThrow().user(), operation, address);
    return row.orElseThrow();
  }

  private User requireEnabled(User user, String operation, String address) {
    if (!user.identity().enabled()) {
      ledger.append(SignInEntries.refused(user, "anonymous", operation, address));
      throw UserErrors.disabled();
    }
    return user;
  }

  /** What is no name may be a password in the wrong field: it goes no further than here. */
  private static String folded(String userPrincipalName) {
    return UserPrincipalName.isOne(userPrincipalName) ? Names.fold(userPrincipalName) : "";
  }
}
