package dev.freehold.vault.backup;

/** A backup that cannot be restored here. The message tells only which of the two reasons it is. */
public final class BackupRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Why the backup cannot be restored. */
  public enum Reason {
    /** It is no backup, or was damaged or changed. */
    CORRUPT,
    /** It belongs to another security world. */
    OTHER_WORLD
  }

  private final Reason reason;

  BackupRefusedException(Reason reason) {
    super("the backup cannot be restored here: " + reason);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
