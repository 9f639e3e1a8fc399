package dev.freehold.mail.mailboxes;

import dev.freehold.persistence.Database;
import java.util.Optional;
import java.util.UUID;

/** Finds the mailboxes of people who sign in. Safe for use by many threads. */
public final class UserMailboxes {

  private final Database database;

  /** Looks in {@code database}. */
  public UserMailboxes(Database database) {
    this.database = database;
  }

  /**
   * The mailbox whose user principal name this is. Other names do not count: anybody's display name
   * can be like somebody's address.
   *
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  public Optional<Mailbox> of(UUID tenantId, String userPrincipalName) {
    RecipientName name = RecipientName.of(NameKind.USER_PRINCIPAL, userPrincipalName);
    return database.read(
        tx ->
            RecipientNames.holder(tx, tenantId, name)
                .flatMap(id -> MailboxRows.byId(tx, tenantId, id)));
  }
}
