package dev.freehold.custody.seals;

/** A transaction came to a row that it has no number for; it is undone, and run again with one. */
final class NumberMissingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient SealedRow row;

  NumberMissingException(SealedRow row) {
    super("no number was taken for the " + row, null, false, false);
    this.row = row;
  }

  SealedRow row() {
    return row;
  }
}
