package dev.freehold.powershell.value.scalar;

/** The language refused an operation on a value; the message is PowerShell's. */
public final class ValueException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ValueError error;

  /**
   * Makes a refusal.
   *
   * @param message what is shown; safe to show
   */
  public ValueException(ValueError error, String message) {
    super(message);
    this.error = error;
  }

  /** What kind of refusal this is. */
  public ValueError error() {
    return error;
  }
}
