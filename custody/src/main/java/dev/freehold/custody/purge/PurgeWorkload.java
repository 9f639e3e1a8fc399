package dev.freehold.custody.purge;

/** Whose content a purge destroys; other workloads have no purge. */
public enum PurgeWorkload {
  /** Mailboxes under a mailbox policy. */
  EXCHANGE,
  /** Sites of a geo under its file policy. */
  SHAREPOINT
}
