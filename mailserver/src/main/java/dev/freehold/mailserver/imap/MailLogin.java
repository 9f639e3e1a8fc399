package dev.freehold.mailserver.imap;

import java.util.Optional;

/**
 * Who signs in, and whose mailbox is wanted. Mail programs with one field for a name take {@code
 * alice@contoso.example\\shared@contoso.example}: no user name has a backslash, so what stands
 * before the first one is the user.
 *
 * @param user as the mail program was told it, at most some KiB
 * @param mailbox the address of the mailbox; empty for the user's own
 */
public record MailLogin(String user, Optional<String> mailbox) {

  private static final char SEPARATOR = '\\';

  /** Reads the one name that a mail program sends. */
  static MailLogin of(String name) {
    int at = name.indexOf(SEPARATOR);
    return at < 0
        ? new MailLogin(name, Optional.empty())
        : new MailLogin(name.substring(0, at), other(name.substring(at + 1), name));
  }

  /**
   * Reads the two names of SASL (RFC 4422 section 3.4.1).
   *
   * @param actAs whose mailbox is wanted; empty if the client leaves that open
   */
  static MailLogin of(String name, String actAs) {
    return actAs.isEmpty() ? of(name) : new MailLogin(name, other(actAs, name));
  }

  private static Optional<String> other(String mailbox, String user) {
    return mailbox.equalsIgnoreCase(user) ? Optional.empty() : Optional.of(mailbox);
  }
}
