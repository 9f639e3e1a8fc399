package dev.freehold.server.notifications.mail;

import dev.freehold.custody.identity.Caller;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import dev.freehold.server.notifications.NotificationKind;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Of which kinds of notifications people want no e-mail. Thread-safe. */
public final class OptOuts {

  private final Database database;
  private final Ledger ledger;

  /** Keeps them in {@code database}, which also holds the ledger. */
  public OptOuts(Database database, Ledger ledger) {
    this.database = database;
    this.ledger = ledger;
  }

  /** What a person wants none of; nothing at first. */
  public Set<NotificationKind> of(UUID tenantId, UUID objectId) {
    return database.read(
        tx ->
            tx
                .createQuery(
                    """
                    SELECT kind FROM notification_opt_outs
                    WHERE object_id = :objectId AND tenant_id = :tenantId
                    """)
                .bind("objectId", objectId)
                .bind("tenantId", tenantId)
                .mapTo(String.class)
                .list()
                .stream()
                .flatMap(word -> NotificationKind.of(word).stream())
                .collect(Collectors.toSet()));
  }

  /** Puts what the caller wants none of in the place of what it was. */
  public void choose(Caller caller, Set<NotificationKind> off) {
    database.write(
        tx -> {
          tx.createUpdate("DELETE FROM notification_opt_outs WHERE object_id = :objectId")
              .bind("objectId", caller.objectId())
              .execute();
          for (NotificationKind kind : off) {
            tx.createUpdate(
                    """
                    INSERT INTO notification_opt_outs (object_id, kind, tenant_id)
                    VALUES (:objectId, :kind, :tenantId)
                    """)
                .bind("objectId", caller.objectId())
                .bind("kind", kind.word())
                .bind("tenantId", caller.tenantId())
                .execute();
          }
          ledger.append(
              tx,
              new LedgerEntry(
                  caller.tenantId(),
                  caller.objectId().toString(),
                  "NotificationChoiceChange",
                  caller.objectId().toString(),
                  LedgerEntry.Outcome.DONE,
                  Map.of(
                      "off",
                      off.stream()
                          .map(NotificationKind::word)
                          .sorted()
                          .collect(Collectors.joining(" ")))));
          return null;
        });
  }
}
