package dev.freehold.mailserver.commands;

import dev.freehold.mail.mailboxes.SpecialUse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.imap.api.ImapConstants;
import org.apache.james.imap.api.ImapMessage;
import org.apache.james.imap.api.Tag;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.decode.DecodingException;
import org.apache.james.imap.decode.ImapRequestLineReader;
import org.apache.james.imap.decode.base.AbstractImapCommandParser;
import org.apache.james.imap.message.request.CreateRequest;

/** {@code CREATE name [(USE (\Sent))]} (RFC 6154 section 3). */
final class CreateParser extends AbstractImapCommandParser {

  private static final int MAX_USES = 8;

  CreateParser(StatusResponseFactory responses) {
    super(ImapConstants.CREATE_COMMAND, responses);
  }

  @Override
  protected ImapMessage decode(ImapRequestLineReader request, Tag tag, ImapSession session)
      throws DecodingException {
    String name = withoutDelimiter(request.mailbox(), session);
    if (request.nextWordCharLenient().filter(next -> next == '(').isEmpty()) {
      request.eol();
      return new CreateRequest(name, tag);
    }
    request.consumeChar('(');
    if (!WordReader.word(request).equalsIgnoreCase("USE")) {
      throw WordReader.illegal("USE is the only parameter of CREATE");
    }
    List<String> uses = WordReader.list(request, MAX_USES);
    request.nextWordChar();
    request.consumeChar(')');
    request.eol();
    if (uses.isEmpty() || !uses.stream().allMatch(use -> use.startsWith("\\"))) {
      throw WordReader.illegal("a use begins with a backslash");
    }
    return new CreateUseRequest(
        name, uses.size() == 1 ? use(uses.getFirst()) : Optional.empty(), tag);
  }

  /** RFC 3501 section 6.3.3: a delimiter at the end says that folders below will be made. */
  private static String withoutDelimiter(String name, ImapSession session)
      throws DecodingException {
    char delimiter = session.getMailboxSession().getPathDelimiter();
    int end = name.length();
    if (end > 0 && name.charAt(end - 1) == delimiter) {
      end--;
    }
    if (name.chars().allMatch(character -> character == delimiter)) {
      throw WordReader.illegal("a folder has a name");
    }
    return name.substring(0, end);
  }

  private static Optional<SpecialUse> use(String attribute) {
    try {
      return Optional.of(SpecialUse.valueOf(attribute.substring(1).toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
