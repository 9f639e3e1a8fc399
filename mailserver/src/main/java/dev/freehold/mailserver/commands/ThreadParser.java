package dev.freehold.mailserver.commands;

import org.apache.james.imap.api.ImapCommand;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.decode.DecodingException;
import org.apache.james.imap.decode.ImapRequestLineReader;

/** {@code THREAD algorithm charset search-keys} (RFC 5256 section 3). */
final class ThreadParser extends OrderParser {

  static final ImapCommand THREAD = ImapCommand.selectedStateCommand("THREAD");

  ThreadParser(StatusResponseFactory responses) {
    super(THREAD, responses);
  }

  @Override
  Start readStart(ImapRequestLineReader request) throws DecodingException {
    ThreadAlgorithm algorithm =
        ThreadAlgorithm.of(WordReader.word(request))
            .orElseThrow(() -> WordReader.illegal("no such threading algorithm"));
    return (search, useUids, tag) -> new ThreadRequest(algorithm, search, useUids, tag);
  }
}
