package dev.freehold.custody.people;

import dev.freehold.custody.identity.ways.WayKind;
import dev.freehold.custody.identity.ways.WaysIn;
import dev.freehold.custody.passwords.PasswordHash;
import dev.freehold.persistence.Database;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What a password that somebody shows has to match. */
final class OpenPassword {

  private OpenPassword() {}

  /**
   * Empty for one that was ended, as for nobody's.
   *
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  static Optional<PasswordHash> of(Database database, Optional<UserRows.Row> person, Instant now) {
    return person.filter(row -> isOpen(database, row, now)).map(UserRows.Row::password);
  }

  private static boolean isOpen(Database database, UserRows.Row person, Instant now) {
    UUID objectId = person.user().identity().objectId();
    return database.read(tx -> WaysIn.open(tx, WayKind.PASSWORD, objectId, now).isPresent());
  }
}
