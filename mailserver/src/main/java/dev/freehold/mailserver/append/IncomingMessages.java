package dev.freehold.mailserver.append;

import java.io.IOException;
import java.util.Optional;

/** The messages of one APPEND, each of which is read before the next is known. */
@FunctionalInterface
public interface IncomingMessages {

  /**
   * The next message; empty if there is no more.
   *
   * @throws dev.freehold.mailserver.imap.answers.CommandRefusedException if what the client sends
   *     cannot be taken
   */
  Optional<IncomingMessage> next() throws IOException;
}
