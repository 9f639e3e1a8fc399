package dev.freehold.ledger.note;

/** A text does not have the required form. The message says which form, and is safe to show. */
public final class MalformedNoteException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  MalformedNoteException(String message) {
    super(message);
  }
}
