package dev.freehold.files.names;

/**
 * The change makes or removes pages, for which the transaction must have the index for itself. Roll
 * back, and begin again with {@link NameIndex.Hold#WHOLE}.
 */
public final class NeedsWholeIndexException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NeedsWholeIndexException() {
    super("this change makes or removes pages; begin again with the whole index");
  }
}
