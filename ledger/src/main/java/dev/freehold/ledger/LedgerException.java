package dev.freehold.ledger;

/** The ledger could not do what was asked. The message is safe to show. */
public final class LedgerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final LedgerError error;

  /** States that {@code error} happened, with what was expected and what to do. */
  public LedgerException(LedgerError error, String message, Throwable cause) {
    super(message, cause);
    this.error = error;
  }

  /** The kind of failure, for decisions in code. */
  public LedgerError error() {
    return error;
  }

  /** The stable code, for people and reports. */
  public String code() {
    return error.code();
  }
}
