package dev.freehold.custody.purge;

/** The kinds of content that can be purged. */
public enum PurgeWorkload {
  /** Mailboxes under a mailbox policy. */
  EXCHANGE,
  /** Sites of a geo under its file policy. */
  SHAREPOINT
}
