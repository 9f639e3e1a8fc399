package dev.freehold.mailserver.store;

import java.util.ArrayList;
import java.util.function.Predicate;
import org.apache.james.core.Username;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.SessionProvider;
import org.apache.james.mailbox.exception.MailboxException;

/** Sessions as James makes them, but for what parts the names in a path. */
final class DelimitedSessions implements SessionProvider {

  private final SessionProvider sessions;
  private final char delimiter;

  DelimitedSessions(SessionProvider sessions, char delimiter) {
    this.sessions = sessions;
    this.delimiter = delimiter;
  }

  @Override
  public MailboxSession createSystemSession(Username user) {
    return delimited(sessions.createSystemSession(user));
  }

  @Override
  public AuthorizationStep authenticate(Username user, String password) {
    return delimited(sessions.authenticate(user, password));
  }

  @Override
  public AuthorizationStep authenticate(Username user) {
    return delimited(sessions.authenticate(user));
  }

  private AuthorizationStep delimited(AuthorizationStep step) {
    return new AuthorizationStep() {
      @Override
      public MailboxSession as(Username other) throws MailboxException {
        return delimited(step.as(other));
      }

      @Override
      public MailboxSession withoutDelegation() throws MailboxException {
        return delimited(step.withoutDelegation());
      }

      @Override
      public MailboxSession forMatchingUser(Predicate<Username> others) throws MailboxException {
        return delimited(step.forMatchingUser(others));
      }
    };
  }

  private MailboxSession delimited(MailboxSession session) {
    return new MailboxSession(
        session.getSessionId(),
        session.getUser(),
        session.getLoggedInUser(),
        new ArrayList<>(session.getLocalePreferences()),
        delimiter,
        session.getType());
  }
}
