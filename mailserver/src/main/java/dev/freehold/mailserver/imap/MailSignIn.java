package dev.freehold.mailserver.imap;

import dev.freehold.mailserver.imap.answers.Refusal;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.james.core.Username;

/**
 * Decides who may use a mailbox with a mail program. Limits against guessing are behind it: an
 * answer may take a while. Safe for use by many threads.
 */
public interface MailSignIn {

  /**
   * Signs in with a password, which may be one for mail programs only.
   *
   * @param login who signs in, and whose mailbox is wanted
   */
  Answer withPassword(Login login, String password, Client client);

  /**
   * Signs in with an access token of the server's issuer.
   *
   * @param mailbox whose mailbox the client says it wants; empty if it says nothing
   */
  Answer withToken(Optional<String> mailbox, String token, Client client);

  /**
   * Who signs in, and whose mailbox is wanted. Mail programs with one field for a name take {@code
   * alice@contoso.example\\shared@contoso.example}: no user name has a backslash, so what stands
   * before the first one is the user.
   *
   * @param user as the mail program was told it, at most some KiB
   * @param mailbox the address of the mailbox; empty for the user's own
   */
  record Login(String user, Optional<String> mailbox) {

    private static final char SEPARATOR = '\\';

    /** Reads the one name that a mail program sends. */
    static Login of(String name) {
      int at = name.indexOf(SEPARATOR);
      return at < 0
          ? new Login(name, Optional.empty())
          : new Login(name.substring(0, at), other(name.substring(at + 1), name));
    }

    /**
     * Reads the two names of SASL (RFC 4422 section 3.4.1).
     *
     * @param actAs whose mailbox is wanted; empty if the client leaves that open
     */
    static Login of(String name, String actAs) {
      return actAs.isEmpty() ? of(name) : new Login(name, other(actAs, name));
    }

    private static Optional<String> other(String mailbox, String user) {
      return mailbox.equalsIgnoreCase(user) ? Optional.empty() : Optional.of(mailbox);
    }
  }

  /**
   * Who asks.
   *
   * @param address the client's own, also behind a trusted proxy
   * @param connectionId names the connection in the log
   */
  record Client(String address, String connectionId) {}

  /** What became of it. */
  sealed interface Answer permits SignedIn, Refused {}

  /**
   * The mailbox may be used.
   *
   * @param user the mailbox's name in the mailboxes below
   * @param isStillAllowed asked before each command: false once the person was disabled, signed out
   *     everywhere or got another password, the app password was ended, the person came in by a
   *     password alone and needs a second factor by now, or IMAP was switched off; quick, and some
   *     seconds old at most
   * @param isDelegate whether the mailbox is another's. A delegate in IDLE is asked about every few
   *     seconds too
   */
  record SignedIn(Username user, BooleanSupplier isStillAllowed, boolean isDelegate)
      implements Answer {

    /** Somebody's own mailbox may be used. */
    public SignedIn(Username user, BooleanSupplier isStillAllowed) {
      this(user, isStillAllowed, false);
    }
  }

  /** The mailbox may not be used. */
  enum Refused implements Answer {
    /** No such user, another password, or a token that does not hold. */
    CREDENTIALS("AUTHENTICATIONFAILED", "the user name, password or token is not right"),
    /** The password has to be changed first, where people do that. */
    EXPIRED("EXPIRED", "the password has to be changed before it can be used here"),
    /** The password is right, and good only together with a second factor. */
    APP_PASSWORD(
        "AUTHENTICATIONFAILED",
        "mail programs need an app password of yours here; make one in your account"),
    /** Mail programs are switched off for the mailbox or its tenant. */
    SWITCHED_OFF(
        "NOPERM", "IMAP is switched off for this mailbox; your administrator can switch it on"),
    /** The mailbox is another's, to which the user has no full access, or there is none. */
    NO_ACCESS(
        "AUTHORIZATIONFAILED",
        "there is no such mailbox to which you have full access; your administrator can give it"),
    /** The user has no mailbox. */
    NO_MAILBOX("NOPERM", "this user has no mailbox on this server"),
    /** The user's mail is still elsewhere. */
    NOT_MIGRATED(
        "UNAVAILABLE", "your mail is still to be moved to this server; until then it is not here"),
    /** Too many attempts were wrong. */
    TRY_LATER("LIMIT", "too many attempts were wrong; try again in some minutes"),
    /** More people sign in than the server can check at once. */
    BUSY(
        "UNAVAILABLE",
        "too many people sign in just now; try again in a moment, code sign-ins-busy"),
    /** The database that knows users does not answer. */
    DATABASE_DOWN(
        "UNAVAILABLE",
        "the server's database does not work; try again later, code database-unreachable"),
    /** What is needed to decide does not work. */
    UNAVAILABLE("UNAVAILABLE", "sign-in does not work just now; try again later");

    private final String code;
    private final String sentence;

    Refused(String code, String sentence) {
      this.code = code;
      this.sentence = sentence;
    }

    Refusal refusal() {
      return Refusal.no(code, sentence);
    }
  }
}
