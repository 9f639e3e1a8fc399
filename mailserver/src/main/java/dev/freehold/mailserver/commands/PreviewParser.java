package dev.freehold.mailserver.commands;

import com.google.common.base.CharMatcher;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.imap.api.ImapMessage;
import org.apache.james.imap.api.Tag;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.decode.DecodingException;
import org.apache.james.imap.decode.ImapRequestLineReader;
import org.apache.james.imap.decode.ImapRequestStreamLineReader;
import org.apache.james.imap.decode.parser.FetchCommandParser;
import org.apache.james.imap.message.request.FetchRequest;

/**
 * FETCH with {@code PREVIEW} and {@code PREVIEW (LAZY)} among its items (RFC 8970). James's parser
 * reads the rest of the items.
 */
final class PreviewParser extends FetchCommandParser {

  private static final CharMatcher LINE_END = CharMatcher.anyOf("\r\n");

  /** The item as a word of its own; what is in brackets never has it before a space. */
  private static final Pattern PREVIEW =
      Pattern.compile("(?<=[ (])PREVIEW(?: \\(LAZY\\))?(?=[ )]|$)", Pattern.CASE_INSENSITIVE);

  private static final Pattern UID =
      Pattern.compile("(?<=[ (])UID(?=[ )]|$)", Pattern.CASE_INSENSITIVE);

  /** Up to the line's end where the closing one is missing, so that no character is read twice. */
  private static final Pattern BRACKETS = Pattern.compile("\\[[^\\]]*\\]?");

  PreviewParser(StatusResponseFactory responses) {
    super(responses);
  }

  @Override
  protected ImapMessage decode(
      ImapRequestLineReader request, Tag tag, boolean useUids, ImapSession session)
      throws DecodingException {
    request.nextWordChar();
    String line = request.readUntil(LINE_END);
    request.eol();
    String masked = BRACKETS.matcher(line).replaceAll(found -> "x".repeat(found.group().length()));
    Matcher preview = PREVIEW.matcher(masked);
    StringBuilder rest = new StringBuilder();
    int from = 0;
    boolean isAsked = false;
    while (preview.find()) {
      isAsked = true;
      rest.append(line, from, preview.start()).append("UID");
      from = preview.end();
    }
    rest.append(line, from, line.length());
    boolean isUidAsked = useUids || UID.matcher(masked).find();
    FetchRequest fetch = (FetchRequest) super.decode(reader(rest), tag, useUids, session);
    return isAsked ? new PreviewRequest(fetch, isUidAsked) : fetch;
  }

  private static ImapRequestLineReader reader(CharSequence line) {
    byte[] bytes = (line + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    return new ImapRequestStreamLineReader(
        new ByteArrayInputStream(bytes), OutputStream.nullOutputStream());
  }
}
