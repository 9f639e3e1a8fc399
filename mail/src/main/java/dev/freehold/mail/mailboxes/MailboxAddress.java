package dev.freehold.mail.mailboxes;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import java.util.Locale;
import java.util.regex.Pattern;

/** The rule for mailbox addresses: a dot-atom, {@code @}, a domain name; compared in lower case. */
final class MailboxAddress {

  private static final int MAX_LOCAL_CHARS = 64;

  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?<local>[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*)"
              + "@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*");

  private MailboxAddress() {}

  /**
   * The one form that {@code address} is stored in.
   *
   * @throws MailException {@code mailbox-address-invalid}
   */
  static String normalise(String address) {
    String folded = address.toLowerCase(Locale.ROOT);
    boolean bounded =
        folded.length() <= MailLimits.MAX_ADDRESS_CHARS && folded.indexOf('@') <= MAX_LOCAL_CHARS;
    if (!bounded || !ADDRESS.matcher(folded).matches()) {
      throw new MailException(
          MailError.ADDRESS_INVALID,
          "an address is local@domain in ASCII, at most %d characters, %d before the @"
              .formatted(MailLimits.MAX_ADDRESS_CHARS, MAX_LOCAL_CHARS));
    }
    return folded;
  }
}
