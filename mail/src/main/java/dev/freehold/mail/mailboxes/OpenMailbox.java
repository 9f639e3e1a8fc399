package dev.freehold.mail.mailboxes;

import dev.freehold.custody.owners.OwnerLists;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import org.jdbi.v3.core.Handle;

/**
 * Makes sure that a mailbox which was found before still takes and gives content. Each method runs
 * in the caller's transaction.
 */
public final class OpenMailbox {

  private OpenMailbox() {}

  /**
   * The mailbox was neither removed nor purged.
   *
   * @throws MailException {@code mailbox-not-found}, {@code purged}
   */
  public static void require(Handle tx, Mailbox mailbox) {
    requireNotRemoved(tx, mailbox);
    requireUnpurged(tx, mailbox);
  }

  /**
   * The mailbox was not removed.
   *
   * @throws MailException {@code mailbox-not-found}
   */
  public static void requireNotRemoved(Handle tx, Mailbox mailbox) {
    if (MailboxRows.isRemoved(tx, mailbox.tenantId(), mailbox.id())) {
      throw Mailboxes.notFound();
    }
  }

  /**
   * The mailbox was not purged.
   *
   * @throws MailException {@code purged}
   */
  static void requireUnpurged(Handle tx, Mailbox mailbox) {
    if (OwnerLists.isPurged(tx, mailbox.tenantId(), mailbox.id())) {
      throw new MailException(
          MailError.PURGED,
          "the organisation had this mailbox purged: what was in it was destroyed for good, and it"
              + " takes nothing any more");
    }
  }
}
