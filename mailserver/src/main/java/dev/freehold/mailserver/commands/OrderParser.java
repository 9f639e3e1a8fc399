package dev.freehold.mailserver.commands;

import dev.freehold.mail.envelope.MailCharsets;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.james.imap.api.ImapCommand;
import org.apache.james.imap.api.ImapMessage;
import org.apache.james.imap.api.Tag;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.message.request.SearchKey;
import org.apache.james.imap.api.message.response.StatusResponse;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.decode.DecodingException;
import org.apache.james.imap.decode.ImapRequestLineReader;

/**
 * What the parsers of SORT and THREAD share: a charset and search keys at the end. They are kinds
 * of search parsers because James's UID command takes no others.
 */
abstract class OrderParser extends SearchParser {

  private final ImapCommand command;

  OrderParser(ImapCommand command, StatusResponseFactory responses) {
    super(responses);
    this.command = command;
  }

  @Override
  public final ImapCommand getCommand() {
    return command;
  }

  @Override
  protected final ImapMessage decode(
      ImapRequestLineReader request, Tag tag, boolean useUids, ImapSession session)
      throws DecodingException {
    Start start = readStart(request);
    String charsetName = charsetName(request);
    Optional<Charset> charset = MailCharsets.find(charsetName);
    if (charset.isEmpty()) {
      request.consumeLine();
      return taggedNo(
          tag, command, HumanReadableText.BAD_CHARSET, StatusResponse.ResponseCode.badCharset());
    }
    Context context = new Context();
    context.setCharset(charset.get());
    List<SearchKey> keys = new ArrayList<>();
    do {
      request.nextWordChar();
      keys.add(searchKey(session, request, context, false));
    } while (request.nextChar() == ' ');
    request.eol();
    return start.request(
        keys.size() == 1 ? keys.getFirst() : SearchKey.buildAnd(keys), useUids, tag);
  }

  private static String charsetName(ImapRequestLineReader request) throws DecodingException {
    request.nextWordChar();
    return request.astring();
  }

  /** Reads what stands before the charset. */
  abstract Start readStart(ImapRequestLineReader request) throws DecodingException;

  /** Makes the request, once the rest is read. */
  @FunctionalInterface
  interface Start {
    ImapMessage request(SearchKey search, boolean useUids, Tag tag);
  }
}
