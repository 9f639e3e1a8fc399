package dev.freehold.mail.mailboxes;

/** What a mailbox is for. Nothing depends on it but what is shown. The names are stored. */
public enum MailboxType {
  /** One person's. */
  REGULAR,
  /** Of several people. */
  SHARED,
  /** A room that can be booked. */
  ROOM,
  /** A thing that can be booked. */
  EQUIPMENT
}
