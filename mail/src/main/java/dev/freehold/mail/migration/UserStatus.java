package dev.freehold.mail.migration;

/** The state of one mailbox of a batch. */
public enum UserStatus {
  /** Its turn has not come, or is to come again. */
  QUEUED,
  /** Its mail is being copied. */
  SYNCING,
  /** All of its mail was copied. */
  COMPLETED,
  /** Its mail was copied but for folders or messages that are named. */
  COMPLETED_WITH_ERRORS,
  /** It could not be copied, or not to its end; its code says why. */
  FAILED;

  /** True once nothing more happens to it and its password is gone. */
  public boolean isEnded() {
    return switch (this) {
      case QUEUED, SYNCING -> false;
      case COMPLETED, COMPLETED_WITH_ERRORS, FAILED -> true;
    };
  }
}
