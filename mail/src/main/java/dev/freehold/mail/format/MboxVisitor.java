package dev.freehold.mail.format;

/** Is called with each message and fault of an mbox file, in the file's order. */
public interface MboxVisitor {

  /** A message. */
  void message(MboxEntry entry);

  /**
   * A line that looks like a separator and is not a whole one. It stays text of the message before
   * it, if there is one, so that nothing is cut off wrongly.
   *
   * @param lineNumber from 1
   * @param offsetBytes of the line's first byte
   * @param insideMessage false if no message had begun, so that the text up to the next separator
   *     belongs to none
   */
  void brokenSeparator(long lineNumber, long offsetBytes, boolean insideMessage);
}
