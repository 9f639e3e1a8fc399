package dev.freehold.mailserver.commands;

import dev.freehold.mailserver.MailServerLimits;
import java.nio.charset.Charset;
import org.apache.james.imap.api.message.request.SearchKey;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.decode.DecodingException;
import org.apache.james.imap.decode.ImapRequestLineReader;
import org.apache.james.imap.decode.parser.SearchCommandParser;

/** James's parser of SEARCH, which recurses, with a bound on how deep keys nest. */
class SearchParser extends SearchCommandParser {

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
      return super.searchKey(session, request, nested, isFirstToken);
    } finally {
      nested.depth--;
    }
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
