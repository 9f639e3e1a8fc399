package dev.freehold.server.features.imap;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.passwords.Password;
import dev.freehold.custody.people.AppPasswords;
import dev.freehold.custody.people.ProgramSignIns;
import dev.freehold.custody.people.Users;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.Mailboxes;
import dev.freehold.mail.mailboxes.RecipientKind;
import dev.freehold.mailserver.imap.MailSignIn;
import dev.freehold.mailserver.store.SessionUser;
import dev.freehold.server.http.Authenticator;
import dev.freehold.server.http.Standing;
import dev.freehold.web.http.ProblemException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Lets people into their own mailboxes, with the password of the login host, an app password or a
 * token of the issuer, unless IMAP is switched off. Safe for use by many threads.
 */
final class ImapSignIn implements MailSignIn {

  private static final String PROGRAM = "imap";

  private final ProgramSignIns passwords;
  private final AppPasswords appPasswords;
  private final Authenticator tokens;
  private final Users users;
  private final Mailboxes mailboxes;
  private final LongSupplier nanoTime;

  ImapSignIn(ImapFeature.People people) {
    this.passwords = people.passwords();
    this.appPasswords = people.appPasswords();
    this.tokens = people.tokens();
    this.users = people.users();
    this.mailboxes = people.mailboxes();
    this.nanoTime = people.nanoTime();
  }

  @Override
  public Answer withPassword(String user, String password, Client client) {
    try {
      ProgramSignIns.Entered signIn =
          passwords.password(user, new Password(password), PROGRAM, client.address());
      User person = signIn.user();
      Predicate<User> isStillIn =
          signIn
              .appPassword()
              .<Predicate<User>>map(
                  way -> _ -> appPasswords.isOpen(person.identity().objectId(), way))
              .orElseGet(() -> isAsAtSignIn(person));
      return mailboxOf(person, isStillIn);
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
        .map(found -> mailboxOf(found, isAsAtSignIn(found)))
        .orElse(Refused.CREDENTIALS);
  }

  /** Neither signed out everywhere nor with another password. */
  private static Predicate<User> isAsAtSignIn(User signedIn) {
    return now ->
        now.identity().signOuts() == signedIn.identity().signOuts()
            && now.revision() == signedIn.revision();
  }

  private Answer mailboxOf(User user, Predicate<User> isStillIn) {
    UUID tenantId = user.identity().tenantId();
    UUID objectId = user.identity().objectId();
    Optional<Mailbox> found = mailboxes.ofUser(tenantId, user.userPrincipalName());
    if (found.isEmpty()) {
      return Refused.NO_MAILBOX;
    }
    if (found.get().kind() == RecipientKind.MAIL_USER) {
      return Refused.NOT_MIGRATED;
    }
    UUID mailboxId = found.get().id();
    if (!mailboxes.isImapEnabled(tenantId, mailboxId)) {
      return Refused.SWITCHED_OFF;
    }
    BooleanSupplier isStillAllowed =
        () ->
            users
                    .find(tenantId, objectId.toString())
                    .filter(now -> now.identity().enabled())
                    .filter(isStillIn)
                    .isPresent()
                && mailboxes.isImapEnabled(tenantId, mailboxId);
    return new SignedIn(
        new SessionUser(tenantId, mailboxId, objectId).username(),
        new StillAllowed(isStillAllowed, nanoTime));
  }
}
