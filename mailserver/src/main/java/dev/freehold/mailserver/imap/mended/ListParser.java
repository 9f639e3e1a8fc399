package dev.freehold.mailserver.imap.mended;

import dev.freehold.mailserver.MailServerLimits;
import dev.freehold.mailserver.imap.wire.FolderNames;
import java.util.ArrayList;
import java.util.List;
import org.apache.james.imap.api.ImapMessage;
import org.apache.james.imap.api.Tag;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.decode.DecodingException;
import org.apache.james.imap.decode.ImapRequestLineReader;
import org.apache.james.imap.decode.ImapRequestLineReader.AtomCharValidator;
import org.apache.james.imap.decode.ImapRequestLineReader.CharacterValidator;
import org.apache.james.imap.decode.parser.ListCommandParser;
import org.apache.james.imap.message.request.ListRequest;
import org.apache.james.imap.message.request.ListRequest.ListSelectOption;

/**
 * LIST with several patterns in parentheses, and without RECURSIVEMATCH alone (RFC 5258 sections 3
 * and 6). James's request has room for one pattern: it gets all of them, parted by {@link
 * #BETWEEN}.
 */
public final class ListParser extends ListCommandParser {

  /** No string of IMAP has it. */
  static final String BETWEEN = "\0";

  private static final CharacterValidator LIST_CHARS =
      character ->
          ImapRequestLineReader.isListWildcard(character)
              || AtomCharValidator.INSTANCE.isValid(character);

  /** A parser whose refusals {@code responses} makes. */
  public ListParser(StatusResponseFactory responses) {
    super(responses);
  }

  @Override
  protected ImapMessage decode(
      ImapRequestLineReader request, Tag tag, boolean useUids, ImapSession session)
      throws DecodingException {
    ImapMessage decoded = super.decode(request, tag, useUids, session);
    if (decoded instanceof ListRequest list
        && list.getSelectOptions().contains(ListSelectOption.RECURSIVEMATCH)
        && !list.getSelectOptions().contains(ListSelectOption.SUBSCRIBED)
        && !list.getSelectOptions().contains(ListSelectOption.SPECIAL_USE)) {
      throw illegal("RECURSIVEMATCH needs an option that selects");
    }
    return decoded;
  }

  @Override
  public String listMailbox(ImapRequestLineReader request) throws DecodingException {
    if (request.nextWordChar() != '(') {
      return whole(super.listMailbox(request));
    }
    request.consumeChar('(');
    List<String> patterns = new ArrayList<>();
    while (request.nextWordChar() != ')') {
      if (patterns.size() == MailServerLimits.MAX_LIST_PATTERNS) {
        throw illegal("too many patterns");
      }
      patterns.add(whole(oneOf(request)));
    }
    request.consumeChar(')');
    if (patterns.isEmpty()) {
      throw illegal("a pattern was expected");
    }
    return String.join(BETWEEN, patterns);
  }

  private String oneOf(ImapRequestLineReader request) throws DecodingException {
    return switch (request.nextWordChar()) {
      case '"', '{' -> super.listMailbox(request);
      default -> request.consumeWord(LIST_CHARS, true);
    };
  }

  private static String whole(String pattern) throws DecodingException {
    if (pattern.contains(BETWEEN)) {
      throw illegal("a pattern has no zero byte");
    }
    FolderNames.decode(pattern);
    return pattern;
  }

  private static DecodingException illegal(String why) {
    return new DecodingException(HumanReadableText.ILLEGAL_ARGUMENTS, why);
  }
}
