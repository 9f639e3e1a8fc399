package dev.freehold.custody.people;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.passwords.Password;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Sign-ins of programs that send a person's password each time they connect, such as mail programs.
 * The ledger has the first in an hour from each address, and every refused one. Safe for use by
 * many threads.
 */
public final class ProgramSignIns {

  private static final Duration RECORDED_EVERY = Duration.ofHours(1);
  private static final int MAX_REMEMBERED = 10_000;

  private final Database database;
  private final Ledger ledger;
  private final Users users;
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
  public ProgramSignIns(Database database, Ledger ledger, Users users, Clock clock) {
    this.database = database;
    this.ledger = ledger;
    this.users = users;
    this.clock = clock;
  }

  /**
   * The person of this name if the password is right.
   *
   * @param program what the ledger calls the way in, such as {@code imap}
   * @throws CustodyException as {@link Users#authenticate}
   */
  public User password(
      String userPrincipalName, Password password, String program, String address) {
    User user = users.authenticate(Optional.empty(), userPrincipalName, password, address);
    Instant now = clock.instant();
    String key = String.join(" ", user.identity().objectId().toString(), program, address);
    if (isDue(key, now)) {
      database.write(
          tx -> {
            if (!UserRows.signedIn(tx, user.identity().objectId(), user.revision(), now)) {
              throw UserErrors.wrong(); // it was changed in this moment
            }
            ledger.append(tx, SignInEntries.done(user, program, address));
            return null;
          });
      noteRecorded(key, now);
    }
    return user;
  }

  private boolean isDue(String key, Instant now) {
    synchronized (recorded) {
      Instant last = recorded.get(key);
      return last == null || !now.isBefore(last.plus(RECORDED_EVERY));
    }
  }

  private void noteRecorded(String key, Instant now) {
    synchronized (recorded) {
      recorded.remove(key);
      recorded.put(key, now);
    }
  }
}
