package dev.freehold.mailserver.imap;

import java.util.Locale;
import java.util.Map;
import org.apache.james.imap.api.ImapMessage;
import org.apache.james.imap.api.Tag;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.decode.DecodingException;
import org.apache.james.imap.decode.ImapCommandParser;
import org.apache.james.imap.decode.ImapCommandParserFactory;
import org.apache.james.imap.decode.ImapDecoder;
import org.apache.james.imap.decode.ImapRequestLineReader;

/** Finds the parser of a command. What no parser understands becomes a {@code BAD}. */
final class CommandDecoder implements ImapDecoder {

  private final StatusResponseFactory responses;
  private final ImapCommandParserFactory parsers;

  CommandDecoder(StatusResponseFactory responses, ImapCommandParserFactory parsers) {
    this.responses = responses;
    this.parsers = parsers;
  }

  @Override
  public ImapMessage decode(ImapRequestLineReader request, ImapSession session) {
    Tag tag;
    try {
      tag = request.tag();
    } catch (DecodingException notOne) {
      return responses.untaggedBad(HumanReadableText.UNKNOWN_COMMAND);
    }
    try {
      ImapCommandParser parser = parsers.getParser(request.atom());
      return parser == null ? unknown(tag) : parser.parse(request, tag, session);
    } catch (DecodingException noCommand) {
      return unknown(tag);
    } catch (IllegalArgumentException notForJames) {
      // Values that its own types refuse, such as the name of a user with two @.
      return responses.taggedBad(tag, null, HumanReadableText.ILLEGAL_ARGUMENTS);
    }
  }

  private ImapMessage unknown(Tag tag) {
    return responses.taggedBad(tag, null, HumanReadableText.UNKNOWN_COMMAND);
  }

  /** Parsers by the names of their commands, in capitals. */
  record Parsers(Map<String, ImapCommandParser> byName) implements ImapCommandParserFactory {

    @Override
    public ImapCommandParser getParser(String command) {
      return byName.get(command.toUpperCase(Locale.ROOT));
    }
  }
}
