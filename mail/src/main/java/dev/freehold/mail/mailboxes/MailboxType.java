package dev.freehold.mail.mailboxes;

/** What a mailbox is for. It is only shown; nothing else depends on it. The names are stored. */
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
