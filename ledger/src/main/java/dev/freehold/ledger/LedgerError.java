package dev.freehold.ledger;

/** The ways in which the ledger can fail. */
public enum LedgerError {
  /** An entry could not be recorded durably; the act it stands for must not happen. */
  UNAVAILABLE("ledger-unavailable"),
  /** What is recorded cannot be read as entries; verify the ledger to learn where. */
  DAMAGED("ledger-damaged"),
  /** No witness has cosigned a checkpoint that covers the entry yet. */
  NOT_COSIGNED("ledger-not-cosigned");

  private final String code;

  LedgerError(String code) {
    this.code = code;
  }

  /** The stable code, for people and reports. */
  public String code() {
    return code;
  }

  /** The HTTP status that an interface answers with; every error has its place here. */
  public int httpStatus() {
    return switch (this) {
      case NOT_COSIGNED -> 409;
      case UNAVAILABLE, DAMAGED -> 503;
    };
  }
}
