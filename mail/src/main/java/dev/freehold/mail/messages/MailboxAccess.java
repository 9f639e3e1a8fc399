package dev.freehold.mail.messages;

import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.Requester;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.MailboxKeys;
import dev.freehold.mail.mailboxes.OpenMailbox;
import dev.freehold.persistence.Database;
import java.util.UUID;

/** Asks whether the key of a mailbox would be given now. Safe for use by many threads. */
public final class MailboxAccess {

  /** How often the present key is looked up while keys are being renewed. */
  private static final int MAX_ATTEMPTS = 4;

  private static final UUID NO_KEY = new UUID(0, 0);

  private final Database database;
  private final KeyAccess keys;
  private final MailboxKeys mailboxKeys;

  /** Asks for the keys of the mailboxes in {@code database}. */
  public MailboxAccess(Database database, KeyAccess keys, MailboxKeys mailboxKeys) {
    this.database = database;
    this.keys = keys;
    this.mailboxKeys = mailboxKeys;
  }

  /**
   * Returns if a mailbox was not purged and its present key would be given now: before anything of
   * it is shown, or before envelopes that were opened earlier are used. Content that is read later
   * is checked again.
   *
   * @throws dev.freehold.mail.MailException {@code purged}
   * @throws KeyAccessException if the key is not given
   */
  public void require(Mailbox mailbox, Requester requester) {
    for (int attempt = 1; ; attempt++) {
      UUID keyId =
          database.read(
              tx -> {
                OpenMailbox.require(tx, mailbox);
                return mailboxKeys.keyInUse(tx, mailbox.tenantId(), mailbox.id()).orElse(NO_KEY);
              });
      try {
        keys.requireAccess(keyId, requester);
        return;
      } catch (KeyAccessException refused) {
        if (refused.reason() != KeyAccessException.Reason.NO_SUCH_KEY || attempt == MAX_ATTEMPTS) {
          throw refused;
        }
      }
    }
  }
}
