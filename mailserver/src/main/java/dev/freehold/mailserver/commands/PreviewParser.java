package dev.freehold.mailserver.commands;

import dev.freehold.mailserver.imap.mended.FetchParser;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.imap.api.ImapMessage;
import org.apache.james.imap.api.Tag;
import org.apache.james.imap.api.message.IdRange;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.decode.DecodingException;
import org.apache.james.imap.message.request.FetchRequest;

/** FETCH with {@code PREVIEW} and {@code PREVIEW (LAZY)} among its items (RFC 8970). */
final class PreviewParser extends FetchParser {

  /** The item as a word of its own; what is in brackets never has it before a space. */
  private static final Pattern PREVIEW =
      Pattern.compile("(?<=[ (])PREVIEW(?: \\(LAZY\\))?(?=[ )]|$)", Pattern.CASE_INSENSITIVE);

  PreviewParser(StatusResponseFactory responses) {
    super(responses);
  }

  @Override
  protected ImapMessage decode(String line, Tag tag, boolean useUids, ImapSession session)
      throws DecodingException {
    Matcher preview = PREVIEW.matcher(masked(line));
    StringBuilder rest = new StringBuilder();
    int from = 0;
    boolean isAsked = false;
    while (preview.find()) {
      isAsked = true;
      rest.append(line, from, preview.start()).append("UID");
      from = preview.end();
    }
    rest.append(line, from, line.length());
    ImapMessage fetch = super.decode(rest.toString(), tag, useUids, session);
    return isAsked ? new PreviewRequest((FetchRequest) fetch, useUids || asksUid(line)) : fetch;
  }

  @Override
  protected ImapMessage with(IdRange[] ids, ImapMessage fetch) {
    return fetch instanceof PreviewRequest preview
        ? new PreviewRequest((FetchRequest) super.with(ids, preview.fetch()), preview.isUidAsked())
        : super.with(ids, fetch);
  }
}
