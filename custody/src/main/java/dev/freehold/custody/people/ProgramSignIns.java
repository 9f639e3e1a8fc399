package dev.freehold.custody.people;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.passwords.Password;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Sign-ins of programs that send a password each time they connect, such as mail programs: the
 * person's own, or an app password. The ledger has the first in an hour of each of them from each
 * address, and every refused one. Safe for use by many threads.
 */
public final class ProgramSignIns {

  private static final Duration RECORDED_EVERY = Duration.ofHours(1);
  private static final int MAX_REMEMBERED = 10_000;

  /**
   * A program that came in for a person.
   *
   * @param user the person
   * @param appPassword the way in that it used; empty if it was the person's own password
   */
  public record Entered(User user, Optional<UUID> appPassword) {}

  private final Database database;
  private final Ledger ledger;
  private final Users users;
  private final AppPasswords appPasswords;
  private final Clock clock;

  @GuardedBy("itself")
  private final Map<String, Instant> recorded =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  /** Signs {@code users} in, who are in {@code database}. */
  public ProgramSignIns(
      Database database, Ledger ledger, Users users, AppPasswords appPasswords, Clock clock) {
    this.database = database;
    this.ledger = ledger;
    this.users = users;
    this.appPasswords = appPasswords;
    this.clock = clock;
  }

  /**
   * The person of this name if what is presented is right.
   *
   * @param program what the ledger calls the way in, such as {@code imap}
   * @throws CustodyException as {@link Users#authenticate}
   */
  public Entered password(
      String userPrincipalName, Password presented, String program, String address) {
    Entered signIn =
        users.checks().authenticateProgram(appPasswords, userPrincipalName, presented, address);
    Instant now = clock.instant();
    UUID objectId = signIn.user().identity().objectId();
    String key =
        String.join(" ", signIn.appPassword().orElse(objectId).toString(), program, address);
    if (isDue(key, now)) {
      database.write(
          tx -> {
            if (!isStillRight(tx, signIn, now)) {
              throw UserErrors.wrong(); // it was changed or ended in this moment
            }
            ledger.append(tx, entry(signIn, program, address));
            return null;
          });
      noteRecorded(key, now);
    }
    return signIn;
  }

  private boolean isStillRight(Handle tx, Entered signIn, Instant now) {
    UUID objectId = signIn.user().identity().objectId();
    return signIn
        .appPassword()
        .map(way -> appPasswords.isOpen(tx, objectId, way))
        .orElseGet(() -> UserRows.signedIn(tx, objectId, signIn.user().revision(), now));
  }

  private static LedgerEntry entry(Entered signIn, String program, String address) {
    return signIn
        .appPassword()
        .map(way -> SignInEntries.byAppPassword(signIn.user(), program, way, address))
        .orElseGet(() -> SignInEntries.byPassword(signIn.user(), program, address));
  }

  private boolean isDue(String key, Instant now) {
    synchronized (recorded) {
      Instant last = recorded.get(key);
      // One later than now is from before the clock was set back.
      return last == null || now.isBefore(last) || !now.isBefore(last.plus(RECORDED_EVERY));
    }
  }

  private void noteRecorded(String key, Instant now) {
    synchronized (recorded) {
      recorded.remove(key);
      recorded.put(key, now);
    }
  }
}
