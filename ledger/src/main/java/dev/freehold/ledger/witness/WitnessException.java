package dev.freehold.ledger.witness;

/**
 * The witness cannot work with the files on its disk. The message says what is wrong and what to
 * do, and is safe to show.
 */
public final class WitnessException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  WitnessException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The stable code, for people and reports. */
  public String code() {
    return "witness-state-unusable";
  }
}
