package dev.freehold.mailserver.imap;

import org.apache.james.imap.api.ImapConstants;
import org.apache.james.imap.api.Tag;
import org.apache.james.imap.message.request.AbstractImapRequest;

/** LOGIN. James's own takes no name with two {@code @}. */
final class LoginNamesRequest extends AbstractImapRequest {

  private final MailLogin login;
  private final String password;

  LoginNamesRequest(MailLogin login, String password, Tag tag) {
    super(tag, ImapConstants.LOGIN_COMMAND);
    this.login = login;
    this.password = password;
  }

  MailLogin login() {
    return login;
  }

  String password() {
    return password;
  }
}
