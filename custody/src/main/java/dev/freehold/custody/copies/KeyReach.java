package dev.freehold.custody.copies;

/**
 * Whether a key can still be opened, from the best to the worst result for someone who wants it
 * destroyed.
 */
public enum KeyReach {
  /** Nothing is left that could be opened: the wrapped key was destroyed. */
  DESTROYED,
  /** A wrapped key is there, and what would open it is not, or refuses. */
  CLOSED,
  /** A wrapped key is there, and somebody who was not asked, or is elsewhere, may open it. */
  MAY_OPEN,
  /** It was opened. */
  OPENS;

  /** Whether content might come back. */
  public boolean isOpenable() {
    return compareTo(MAY_OPEN) >= 0;
  }

  /** The value as words of a sentence. */
  public String words() {
    return switch (this) {
      case DESTROYED -> "destroyed";
      case CLOSED -> "cannot be opened";
      case MAY_OPEN -> "may be opened";
      case OPENS -> "opens now";
    };
  }
}
