package dev.freehold.mailserver.commands;

import dev.freehold.mailserver.MailServerLimits;
import dev.freehold.mailserver.imap.wire.CommandReader;
import java.nio.charset.Charset;
import java.util.regex.Pattern;
import org.apache.james.imap.api.ImapMessage;
import org.apache.james.imap.api.Tag;
import org.apache.james.imap.api.message.request.SearchKey;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.api.process.SearchResUtil;
import org.apache.james.imap.decode.DecodingException;
import org.apache.james.imap.decode.ImapRequestLineReader;
import org.apache.james.imap.decode.parser.SearchCommandParser;

/** James's parser of SEARCH, which recurses, with a bound on how deep keys nest. */
class SearchParser extends SearchCommandParser {

  private static final Pattern SAVING =
      Pattern.compile("SEARCH RETURN ?\\([^)]*\\bSAVE\\b", Pattern.CASE_INSENSITIVE);

  SearchParser(StatusResponseFactory responses) {
    super(responses);
  }

  @Override
  protected final SearchKey searchKey(
      ImapSession session, ImapRequestLineReader request, Context context, boolean isFirstToken)
      throws DecodingException {
    Nested nested = context instanceof Nested known ? known : new Nested(context);
    if (nested.depth == MailServerLimits.MAX_SEARCH_DEPTH) {
      throw WordReader.illegal("the search keys nest too deep");
    }
    nested.depth++;
    try {
      SearchKey key = super.searchKey(session, request, nested, isFirstToken);
      if (key.getType() == SearchKey.Type.TYPE_OLD && request instanceof CommandReader command) {
        // James has consumed what follows, to see whether it is OLDER.
        command.giveBack();
      }
      return key;
    } finally {
      nested.depth--;
    }
  }

  /** A SEARCH that is refused, and was to save its result, saves none (RFC 5182 section 2.1). */
  @Override
  protected ImapMessage decode(
      ImapRequestLineReader request, Tag tag, boolean useUids, ImapSession session)
      throws DecodingException {
    ImapMessage read = super.decode(request, tag, useUids, session);
    if (read instanceof ImapResponseMessage
        && request instanceof CommandReader command
        && SAVING.matcher(command.begin()).find()) {
      SearchResUtil.resetSavedSequenceSet(session);
    }
    return read;
  }

  /** Counts for one command, and keeps its charset where James looks for it. */
  private static final class Nested extends Context {
    private final Context outer;
    private int depth;

    Nested(Context outer) {
      this.outer = outer;
    }

    @Override
    public void setCharset(Charset charset) {
      outer.setCharset(charset);
    }

    @Override
    public Charset getCharset() {
      return outer.getCharset();
    }
  }
}
