package dev.freehold.server.restore;

import dev.freehold.persistence.Database;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** How people call mailboxes and sites, out of a copy of the main database. */
final class CopiedOwnerNames {

  private static final Map<String, String> QUERIES =
      Map.of(
          "MAILBOX", "SELECT address FROM mail_mailboxes WHERE id = :id",
          "SITE", "SELECT name FROM file_sites WHERE id = :id");

  private static final String OF_REMOVED =
      "SELECT deleted_address FROM mail_mailboxes WHERE id = :id";

  private final Database database;

  CopiedOwnerNames(Database database) {
    this.database = database;
  }

  Optional<String> of(String kind, UUID ownerId) {
    String query = QUERIES.get(kind);
    return query == null
        ? Optional.empty()
        : ask(query, ownerId)
            // Only of a removed mailbox, so that copies of older versions need no such column.
            .flatMap(
                name ->
                    name.equals(ownerId.toString()) ? ask(OF_REMOVED, ownerId) : Optional.of(name));
  }

  private Optional<String> ask(String query, UUID ownerId) {
    return database.read(
        tx -> tx.createQuery(query).bind("id", ownerId).mapTo(String.class).findOne());
  }
}
