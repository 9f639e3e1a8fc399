package dev.freehold.mail.mailboxes;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Addresses as administrators list them, {@code SMTP:x} for the primary one and {@code smtp:y} for
 * the others. If none is marked, the first one is primary.
 *
 * @param primary in lower case
 * @param further the others in lower case
 */
record EmailAddresses(String primary, SortedSet<String> further) {

  private static final String MARK = "SMTP:";

  /**
   * Reads a list.
   *
   * @throws MailException {@code mailbox-address-invalid}
   */
  static EmailAddresses parse(List<String> listed) {
    if (listed.isEmpty() || listed.size() > MailLimits.MAX_ADDRESSES) {
      throw invalid(
          "a recipient has 1 to %d addresses, got %d"
              .formatted(MailLimits.MAX_ADDRESSES, listed.size()));
    }
    List<String> marked = new ArrayList<>();
    SortedSet<String> all = new TreeSet<>();
    for (String entry : listed) {
      String address = one(entry);
      all.add(address);
      if (entry.startsWith(MARK) && !marked.contains(address)) {
        marked.add(address);
      }
    }
    if (marked.size() > 1) {
      throw invalid("one address is primary; mark one with SMTP: and the others with smtp:");
    }
    String primary = marked.isEmpty() ? one(listed.getFirst()) : marked.getFirst();
    all.remove(primary);
    return new EmailAddresses(primary, all);
  }

  /** One address with or without its prefix, in lower case. */
  static String one(String entry) {
    boolean isPrefixed = entry.regionMatches(true, 0, MARK, 0, MARK.length());
    String address = isPrefixed ? entry.substring(MARK.length()) : entry;
    if (address.indexOf(':') >= 0) {
      throw invalid("only SMTP addresses are kept; give SMTP:, smtp: or no prefix");
    }
    return MailboxAddress.normalise(address);
  }

  private static MailException invalid(String message) {
    return new MailException(MailError.ADDRESS_INVALID, message);
  }
}
