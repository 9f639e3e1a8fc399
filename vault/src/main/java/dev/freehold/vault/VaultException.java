package dev.freehold.vault;

/**
 * The vault could not do what the program that runs it asked for. The message is safe to show.
 * Errors in requests are answered to the client instead.
 */
public final class VaultException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final VaultError error;

  /** States that {@code error} happened, with what was expected and what to do. */
  public VaultException(VaultError error, String message) {
    super(message);
    this.error = error;
  }

  /** As above, with the failure that led to it. */
  public VaultException(VaultError error, String message, Throwable cause) {
    super(message, cause);
    this.error = error;
  }

  /** The kind of failure, for decisions in code. */
  public VaultError error() {
    return error;
  }

  /** Tells whether a row is refused that the vaults did not write, or that a newer one replaced. */
  public boolean isRefusedRow() {
    return error == VaultError.ROW_NOT_AUTHENTIC || error == VaultError.ROW_OUT_OF_DATE;
  }

  /** The stable code, for people and reports. */
  public String code() {
    return error.code();
  }
}
