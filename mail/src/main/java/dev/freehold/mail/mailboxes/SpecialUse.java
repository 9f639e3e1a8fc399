package dev.freehold.mail.mailboxes;

/** What a folder is for (RFC 6154). */
public enum SpecialUse {
  /** Messages being written. */
  DRAFTS,
  /** Messages that were sent. */
  SENT,
  /** Unwanted messages. */
  JUNK,
  /** Deleted messages. */
  TRASH,
  /** Messages kept. */
  ARCHIVE
}
