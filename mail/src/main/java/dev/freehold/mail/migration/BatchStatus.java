package dev.freehold.mail.migration;

/** What a batch is doing. */
public enum BatchStatus {
  /** It was made and nobody has started it. */
  CREATED,
  /** It was started and waits for its first turn. */
  STARTING,
  /** Mail is being copied. */
  SYNCING,
  /** It copies again what is new or has changed. */
  INCREMENTAL_SYNCING,
  /** All mail was copied, and it copies again by itself. */
  SYNCED,
  /** Something was not copied; it copies again by itself, and tries that again. */
  SYNCED_WITH_ERRORS,
  /** It copies for the last time. */
  COMPLETING,
  /** A part of it cannot go on now and is tried again by itself. */
  WAITING,
  /** Somebody stopped it; it goes on from where it is when somebody starts it. */
  STOPPED,
  /** All mail of all its mailboxes was copied. */
  COMPLETED,
  /** It has ended, and something was not copied. */
  COMPLETED_WITH_ERRORS,
  /** None of its mailboxes was copied, or it could not go on; it says why. */
  FAILED
}
