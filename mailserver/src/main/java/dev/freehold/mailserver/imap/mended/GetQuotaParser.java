package dev.freehold.mailserver.imap.mended;

import org.apache.james.imap.api.ImapMessage;
import org.apache.james.imap.api.Tag;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.decode.DecodingException;
import org.apache.james.imap.decode.ImapRequestLineReader;
import org.apache.james.imap.decode.parser.GetQuotaCommandParser;
import org.apache.james.imap.message.request.GetQuotaRequest;

/** GETQUOTA that takes the name of the root in quotes too (RFC 9208 section 4.1.1). */
public final class GetQuotaParser extends GetQuotaCommandParser {

  /** GETQUOTA. */
  public GetQuotaParser(StatusResponseFactory responses) {
    super(responses);
  }

  @Override
  protected ImapMessage decode(ImapRequestLineReader request, Tag tag, ImapSession session)
      throws DecodingException {
    String root = request.astring();
    request.eol();
    return new GetQuotaRequest(tag, root);
  }
}
