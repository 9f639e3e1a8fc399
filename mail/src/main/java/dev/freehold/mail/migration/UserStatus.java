package dev.freehold.mail.migration;

/** The state of one mailbox of a batch. */
public enum UserStatus {
  /** Its turn has not come, or is to come again. */
  QUEUED,
  /** Its mail is being copied. */
  SYNCING,
  /** All of its mail was copied, and is compared again by the next run. Never stored. */
  SYNCED,
  /** The same but for folders or messages that are named. Never stored. */
  SYNCED_WITH_ERRORS,
  /** All of its mail was copied. */
  COMPLETED,
  /** Its mail was copied but for folders or messages that are named. */
  COMPLETED_WITH_ERRORS,
  /** It could not be copied, or not to its end; its code says why. */
  FAILED;

  /** True once nothing more happens to it and its password is gone. */
  public boolean isEnded() {
    return switch (this) {
      case QUEUED, SYNCING, SYNCED, SYNCED_WITH_ERRORS -> false;
      case COMPLETED, COMPLETED_WITH_ERRORS, FAILED -> true;
    };
  }

  /** What it is called where another run follows. */
  UserStatus unlessLast() {
    return switch (this) {
      case COMPLETED -> SYNCED;
      case COMPLETED_WITH_ERRORS -> SYNCED_WITH_ERRORS;
      case QUEUED, SYNCING, SYNCED, SYNCED_WITH_ERRORS, FAILED -> this;
    };
  }
}
