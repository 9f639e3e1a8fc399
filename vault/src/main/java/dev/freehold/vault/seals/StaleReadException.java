package dev.freehold.vault.seals;

/** A transaction that only reads sees the state before a change that was made meanwhile. */
final class StaleReadException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StaleReadException() {
    super("a change was made durable while this was read", null, false, false);
  }
}
