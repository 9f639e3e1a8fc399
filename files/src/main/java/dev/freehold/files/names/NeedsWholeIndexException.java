package dev.freehold.files.names;

/**
 * The change adds or removes pages, for which the transaction needs the whole index for itself.
 * Roll back, and start again with {@link NameIndex.Hold#WHOLE}.
 */
public final class NeedsWholeIndexException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NeedsWholeIndexException() {
    super("this change makes or removes pages; begin again with the whole index");
  }
}
