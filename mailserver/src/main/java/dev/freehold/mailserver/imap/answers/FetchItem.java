package dev.freehold.mailserver.imap.answers;

import java.io.IOException;

/** An item of a FETCH answer that James has no name for, with its value. */
@FunctionalInterface
public interface FetchItem {

  /** Writes name and value. */
  void write(AnswerComposer composer) throws IOException;
}
