package dev.freehold.mail.source;

import dev.freehold.mail.MailException;

/** Is called with each message and folder of an import source, in the source's order. */
public interface SourceVisitor {

  /** A message. May block; the source waits. */
  void message(SourceMessage message);

  /**
   * Something that should be a message, or part of one, and cannot be imported.
   *
   * @param location where it is within the source
   */
  void problem(String location, MailException problem);

  /** A message that was deleted, and is only there until its program clears it away. */
  void deleted(String location);

  /** A file that is no mail by its name, such as a manifest. */
  void skipped(String location);
}
