package dev.freehold.server.features.imap;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.passkeys.PasswordAlone;
import dev.freehold.custody.passwords.Password;
import dev.freehold.custody.people.AppPasswords;
import dev.freehold.custody.people.ProgramSignIns;
import dev.freehold.custody.people.Users;
import dev.freehold.mail.access.MailboxPermissions;
import dev.freehold.mail.access.ReadRecords;
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
 * Lets people into their own mailboxes, and into those to which they have full access, with the
 * password of the login host, an app password or a token of the issuer, unless IMAP is switched
 * off. Safe for use by many threads.
 */
final class ImapSignIn implements MailSignIn {

  private static final String PROGRAM = "imap";

  private final ProgramSignIns passwords;
  private final AppPasswords appPasswords;
  private final Authenticator tokens;
  private final PasswordAlone passwordAlone;
  private final Users users;
  private final Mailboxes mailboxes;
  private final MailboxPermissions permissions;
  private final ReadRecords records;
  private final LongSupplier nanoTime;

  ImapSignIn(ImapFeature.People people) {
    this.passwords = people.passwords();
    this.appPasswords = people.appPasswords();
    this.tokens = people.tokens();
    this.passwordAlone = people.passwordAlone();
    this.users = people.users();
    this.mailboxes = people.mailboxes();
    this.permissions = people.permissions();
    this.records = people.records();
    this.nanoTime = people.nanoTime();
  }

  @Override
  public Answer withPassword(Login login, String password, Client client) {
    try {
      ProgramSignIns.Entered signIn =
          passwords.password(login.user(), new Password(password), PROGRAM, client.address());
      User person = signIn.user();
      Predicate<User> isStillIn =
          signIn
              .appPassword()
              .<Predicate<User>>map(
                  way -> _ -> appPasswords.isOpen(person.identity().objectId(), way))
              .orElseGet(() -> isAsAtSignIn(person).and(this::needsNoMoreThanPassword));
      return mailboxOf(person, login.mailbox(), isStillIn, client);
    } catch (CustodyException refused) {
      return refusal(refused.error());
    }
  }

  static Refused refusal(CustodyError error) {
    return switch (error) {
      case PASSWORD_WRONG -> Refused.CREDENTIALS;
      case PASSWORD_EXPIRED -> Refused.EXPIRED;
      case SECOND_FACTOR_NEEDED -> Refused.APP_PASSWORD;
      case TOO_MANY_SIGN_INS -> Refused.TRY_LATER;
      case SIGN_INS_BUSY -> Refused.BUSY;
      default -> Refused.UNAVAILABLE;
    };
  }

  /** The token is one of a person's for the REST API. */
  @Override
  public Answer withToken(Optional<String> mailbox, String token, Client client) {
    try {
      return of(tokens.authenticate(token, Standing.CURRENT), mailbox, client);
    } catch (ProblemException refused) {
      return Refused.CREDENTIALS;
    }
  }

  private Answer of(Caller caller, Optional<String> mailbox, Client client) {
    return users
        .find(caller.tenantId(), caller.objectId().toString())
        .filter(found -> found.identity().signOuts() == caller.signOuts())
        .map(
            found ->
                mailboxOf(
                    found,
                    mailbox.filter(name -> !name.equalsIgnoreCase(found.userPrincipalName())),
                    isAsAtSignIn(found).and(_ -> passwordAlone.isEnough(caller)),
                    client))
        .orElse(Refused.CREDENTIALS);
  }

  /** Neither signed out everywhere nor with another password. */
  private static Predicate<User> isAsAtSignIn(User signedIn) {
    return now ->
        now.identity().signOuts() == signedIn.identity().signOuts()
            && now.revision() == signedIn.revision();
  }

  /** A second factor that is required since then ends what began with a password alone. */
  private boolean needsNoMoreThanPassword(User now) {
    return passwordAlone.suffices(now.identity().tenantId(), now.identity().objectId());
  }

  private Answer mailboxOf(
      User user, Optional<String> wanted, Predicate<User> isStillIn, Client client) {
    UUID tenantId = user.identity().tenantId();
    Optional<Mailbox> own = mailboxes.ofUser(tenantId, user.userPrincipalName());
    if (wanted.isEmpty()) {
      return own.map(mailbox -> openOwn(user, mailbox, isStillIn)).orElse(Refused.NO_MAILBOX);
    }
    return mailboxes
        .ofAddress(tenantId, wanted.get())
        .map(mailbox -> delegated(user, own, mailbox, isStillIn, client))
        .orElse(Refused.NO_ACCESS);
  }

  /** As long as it is the person's own. */
  private Answer openOwn(User user, Mailbox mailbox, Predicate<User> isStillIn) {
    return open(
        user,
        mailbox,
        mailbox,
        now ->
            isStillIn.test(now)
                && mailboxes
                    .ofUser(mailbox.tenantId(), now.userPrincipalName())
                    .filter(own -> own.id().equals(mailbox.id()))
                    .isPresent(),
        false);
  }

  private Answer delegated(
      User user, Optional<Mailbox> own, Mailbox mailbox, Predicate<User> isStillIn, Client client) {
    if (own.filter(mailbox::equals).isPresent()) {
      return openOwn(user, mailbox, isStillIn);
    }
    UUID objectId = user.identity().objectId();
    if (!permissions.has(mailbox, objectId)) {
      return Refused.NO_ACCESS;
    }
    Answer answer =
        open(
            user,
            mailbox,
            own.orElse(mailbox),
            now -> isStillIn.test(now) && permissions.has(mailbox, objectId),
            true);
    if (answer instanceof SignedIn) {
      records.recordSession(mailbox, objectId.toString(), client.address());
    }
    return answer;
  }

  /**
   * Opens a mailbox to the one who may use it.
   *
   * @param own the user's own, whose switch counts too
   */
  private Answer open(
      User user, Mailbox mailbox, Mailbox own, Predicate<User> isStillIn, boolean isDelegate) {
    if (mailbox.kind() == RecipientKind.MAIL_USER) {
      return Refused.NOT_MIGRATED;
    }
    UUID tenantId = user.identity().tenantId();
    UUID objectId = user.identity().objectId();
    BooleanSupplier isSwitchedOn =
        () ->
            mailboxes.isImapEnabled(tenantId, mailbox.id())
                && (!isDelegate || mailboxes.isImapEnabled(tenantId, own.id()));
    if (!isSwitchedOn.getAsBoolean()) {
      return Refused.SWITCHED_OFF;
    }
    BooleanSupplier isStillAllowed =
        () ->
            users
                    .find(tenantId, objectId.toString())
                    .filter(now -> now.identity().enabled())
                    .filter(isStillIn)
                    .isPresent()
                && isSwitchedOn.getAsBoolean();
    return new SignedIn(
        new SessionUser(tenantId, mailbox.id(), objectId, isDelegate).username(),
        new StillAllowed(isStillAllowed, nanoTime),
        isDelegate);
  }
}
