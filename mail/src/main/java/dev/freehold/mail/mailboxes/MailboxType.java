package dev.freehold.mail.mailboxes;

/**
 * What a mailbox is for. Nobody signs in to one that is not a person's: people with full access
 * open it. The names are stored.
 */
public enum MailboxType {
  /** One person's. */
  REGULAR,
  /** Of several people. */
  SHARED,
  /** A room that can be booked. */
  ROOM,
  /** A thing that can be booked. */
  EQUIPMENT;

  /** Whether the person who has its user principal name signs in to it. */
  public boolean isPersonal() {
    return this == REGULAR;
  }
}
