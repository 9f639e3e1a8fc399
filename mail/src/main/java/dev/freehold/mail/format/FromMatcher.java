package dev.freehold.mail.format;

/**
 * Follows the start of a line and tells whether it is {@code From } after any number of {@code >}.
 * Keeps a count, not the bytes, so that a line of any length is followed in constant space. Not
 * safe for many threads.
 */
final class FromMatcher {

  /** What the bytes of the line so far say. */
  enum State {
    UNDECIDED,
    MATCHES,
    DIFFERS
  }

  static final String FROM = "From ";

  private State state = State.UNDECIDED;
  private long depth;
  private int matched;

  /** Begins a new line. */
  void reset() {
    state = State.UNDECIDED;
    depth = 0;
    matched = 0;
  }

  State feed(byte b) {
    if (state == State.UNDECIDED) {
      if (b == '>' && matched == 0) {
        depth++;
      } else if (b == FROM.charAt(matched)) {
        matched++;
        state = matched == FROM.length() ? State.MATCHES : State.UNDECIDED;
      } else {
        state = State.DIFFERS;
      }
    }
    return state;
  }

  boolean matches() {
    return state == State.MATCHES;
  }

  /** How many {@code >} stand before {@code From }. */
  long depth() {
    return depth;
  }

  /** How many bytes of {@code From } have come. */
  int matchedBytes() {
    return matched;
  }
}
