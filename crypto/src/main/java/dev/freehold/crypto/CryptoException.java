package dev.freehold.crypto;

/**
 * Data that did not authenticate or does not have the form it must have, or a crypto provider or
 * random source that cannot be trusted. The message is safe to show: it names positions, lengths
 * and expectations, never content or keys.
 */
public final class CryptoException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final CryptoError error;

  /** States that {@code error} happened, with what was expected and what to do. */
  public CryptoException(CryptoError error, String message) {
    super(message);
    this.error = error;
  }

  /** The kind of failure, for decisions in code. */
  public CryptoError error() {
    return error;
  }

  /** The stable code, for people and reports. */
  public String code() {
    return error.code();
  }
}
