package dev.freehold.ledger.note;

/** A text is not of the form that it should have. The message says which form, and is safe. */
public final class MalformedNoteException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  MalformedNoteException(String message) {
    super(message);
  }
}
