package dev.freehold.mail.mailboxes;

/** The kinds of recipients behind an address. The names are stored. */
public enum RecipientKind {
  /** Has an address and a key under its policy, but no folders yet: its mail is still elsewhere. */
  MAIL_USER,
  /** Has folders and takes messages. */
  MAILBOX
}
