package dev.freehold.mailserver.store;

import dev.freehold.custody.Requester;
import dev.freehold.mail.mailboxes.Mailbox;

/**
 * Who works in which mailbox.
 *
 * @param mailbox the mailbox of a session
 * @param requester on whose behalf its keys are opened: {@link Requester#user} for people
 */
public record MailboxHolder(Mailbox mailbox, Requester requester) {}
