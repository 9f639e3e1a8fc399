package dev.freehold.mailserver.append;

import dev.freehold.mailserver.MailServerLimits;
import dev.freehold.mailserver.imap.answers.CommandRefusedException;
import dev.freehold.mailserver.imap.answers.Refusal;
import dev.freehold.mailserver.imap.wire.CommandReader;
import dev.freehold.mailserver.imap.wire.MessageLiteral;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;
import javax.mail.Flags;
import org.apache.james.imap.api.ImapConstants;
import org.apache.james.imap.api.ImapMessage;
import org.apache.james.imap.api.Tag;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.decode.DecodingException;
import org.apache.james.imap.decode.ImapRequestLineReader;
import org.apache.james.imap.decode.base.AbstractImapCommandParser;

/** APPEND. What follows the first message is read when that is stored. */
public final class AppendParser extends AbstractImapCommandParser {

  private static final DateTimeFormatter DATE_TIME =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("d-MMM-uuuu HH:mm:ss Z")
          .toFormatter(Locale.ENGLISH);

  private static final Refusal TOO_MANY =
      Refusal.no(
          "LIMIT",
          "one APPEND takes %d messages; send them in several"
              .formatted(MailServerLimits.MAX_APPENDED_MESSAGES));

  private static final Refusal WRONG =
      new Refusal("BAD", Optional.empty(), "what follows the message is not another message");

  /** APPEND. */
  public AppendParser(StatusResponseFactory responses) {
    super(ImapConstants.APPEND_COMMAND, responses);
  }

  @Override
  protected ImapMessage decode(ImapRequestLineReader request, Tag tag, ImapSession session)
      throws DecodingException {
    String folder = request.mailbox();
    return new AppendMessagesRequest(folder, new Sent((CommandReader) request), tag);
  }

  private static IncomingMessage message(CommandReader request) throws DecodingException {
    Flags flags = request.nextWordChar() == '(' ? request.flagList() : new Flags();
    Optional<OffsetDateTime> date =
        request.nextWordChar() == '"' ? Optional.of(dateTime(request.astring())) : Optional.empty();
    request.nextWordChar();
    try {
      MessageLiteral literal = request.consumeMessage();
      return new IncomingMessage(flags, date, literal, literal.isBinary());
    } catch (IOException e) {
      throw new DecodingException(HumanReadableText.SOCKET_IO_FAILURE, "the client is gone", e);
    }
  }

  private static OffsetDateTime dateTime(String text) throws DecodingException {
    try {
      return OffsetDateTime.parse(text.strip(), DATE_TIME);
    } catch (DateTimeException e) {
      throw new DecodingException(HumanReadableText.ILLEGAL_ARGUMENTS, "no date-time", e);
    }
  }

  /** The messages of one command. */
  private static final class Sent implements IncomingMessages {
    private final CommandReader request;
    private Optional<IncomingMessage> first;
    private int count;

    /** The first has to be there. */
    Sent(CommandReader request) throws DecodingException {
      this.request = request;
      this.first = Optional.of(message(request));
    }

    @Override
    public Optional<IncomingMessage> next() {
      if (first.isPresent()) {
        Optional<IncomingMessage> next = first;
        first = Optional.empty();
        count = 1;
        return next;
      }
      if (!request.hasMore()) {
        return Optional.empty();
      }
      if (count == MailServerLimits.MAX_APPENDED_MESSAGES) {
        throw new CommandRefusedException(TOO_MANY);
      }
      count++;
      try {
        return Optional.of(message(request));
      } catch (DecodingException wrong) {
        throw new CommandRefusedException(WRONG);
      }
    }
  }
}
