package dev.freehold.server.features.imap;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.passwords.Password;
import dev.freehold.custody.people.ProgramSignIns;
import dev.freehold.custody.people.Users;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.Mailboxes;
import dev.freehold.mailserver.imap.MailSignIn;
import dev.freehold.mailserver.store.SessionUser;
import dev.freehold.server.http.Authenticator;
import dev.freehold.server.http.Standing;
import dev.freehold.web.http.ProblemException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Lets people into their own mailboxes, with the password of the login host or a token of its
 * issuer. Safe for use by many threads.
 */
final class ImapSignIn implements MailSignIn {

  private static final String PROGRAM = "imap";

  private final ProgramSignIns passwords;
  private final Authenticator tokens;
  private final Users users;
  private final Mailboxes mailboxes;
  private final LongSupplier nanoTime;

  ImapSignIn(
      ProgramSignIns passwords,
      Authenticator tokens,
      Users users,
      Mailboxes mailboxes,
      LongSupplier nanoTime) {
    this.passwords = passwords;
    this.tokens = tokens;
    this.users = users;
    this.mailboxes = mailboxes;
    this.nanoTime = nanoTime;
  }

  @Override
  public Answer withPassword(String user, String password, Client client) {
    try {
      return mailboxOf(passwords.password(user, new Password(password), PROGRAM, client.address()));
    } catch (CustodyException refused) {
      return switch (refused.error()) {
        case PASSWORD_WRONG -> Refused.CREDENTIALS;
        case PASSWORD_EXPIRED -> Refused.EXPIRED;
        case TOO_MANY_SIGN_INS -> Refused.TRY_LATER;
        default -> Refused.UNAVAILABLE;
      };
    }
  }

  /**
   * The token is one of a person's for the REST API; a name that is given has to be that person's.
   */
  @Override
  public Answer withToken(Optional<String> user, String token, Client client) {
    Caller caller;
    try {
      caller = tokens.authenticate(token, Standing.CURRENT);
    } catch (ProblemException refused) {
      return Refused.CREDENTIALS;
    }
    return users
        .find(caller.tenantId(), caller.objectId().toString())
        .filter(found -> found.identity().signOuts() == caller.signOuts())
        .filter(found -> user.map(found.userPrincipalName()::equalsIgnoreCase).orElse(true))
        .map(this::mailboxOf)
        .orElse(Refused.CREDENTIALS);
  }

  private Answer mailboxOf(User user) {
    UUID tenantId = user.identity().tenantId();
    Optional<Mailbox> mailbox = mailboxes.ofUser(tenantId, user.userPrincipalName());
    return mailbox
        .<Answer>map(
            own ->
                new SignedIn(
                    new SessionUser(tenantId, own.id(), user.identity().objectId()).username(),
                    new StillAllowed(users, user, nanoTime)))
        .orElse(Refused.NO_MAILBOX);
  }
}
