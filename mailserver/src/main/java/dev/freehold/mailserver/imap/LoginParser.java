package dev.freehold.mailserver.imap;

import java.nio.charset.StandardCharsets;
import org.apache.james.imap.api.ImapConstants;
import org.apache.james.imap.api.ImapMessage;
import org.apache.james.imap.api.Tag;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.decode.DecodingException;
import org.apache.james.imap.decode.ImapRequestLineReader;
import org.apache.james.imap.decode.base.AbstractImapCommandParser;
import org.apache.james.imap.message.request.AbstractImapRequest;

/** Reads LOGIN. Unlike James's own it takes passwords in UTF-8, as most clients send them. */
final class LoginParser extends AbstractImapCommandParser {

  LoginParser(StatusResponseFactory responses) {
    super(ImapConstants.LOGIN_COMMAND, responses);
  }

  @Override
  protected ImapMessage decode(ImapRequestLineReader request, Tag tag, ImapSession session)
      throws DecodingException {
    String user = request.astring(StandardCharsets.UTF_8);
    String password = request.astring(StandardCharsets.UTF_8);
    request.eol();
    return new Request(MailSignIn.Login.of(user), password, tag);
  }

  /** LOGIN. James's own takes no name with two {@code @}. */
  static final class Request extends AbstractImapRequest {

    private final MailSignIn.Login login;
    private final String password;

    Request(MailSignIn.Login login, String password, Tag tag) {
      super(tag, ImapConstants.LOGIN_COMMAND);
      this.login = login;
      this.password = password;
    }

    MailSignIn.Login login() {
      return login;
    }

    String password() {
      return password;
    }
  }
}
