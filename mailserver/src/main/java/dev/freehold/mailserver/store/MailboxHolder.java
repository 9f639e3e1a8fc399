package dev.freehold.mailserver.store;

import dev.freehold.custody.Requester;
import dev.freehold.mail.access.ReadWitness;
import dev.freehold.mail.mailboxes.Mailbox;

/**
 * Who works in which mailbox.
 *
 * @param mailbox the mailbox of a session
 * @param requester on whose behalf its keys are opened: {@link Requester#user} for people
 * @param witness is told what the session reads
 */
public record MailboxHolder(Mailbox mailbox, Requester requester, ReadWitness witness) {

  /** Somebody in the own mailbox. */
  public MailboxHolder(Mailbox mailbox, Requester requester) {
    this(mailbox, requester, ReadWitness.OWN_MAILBOX);
  }
}
