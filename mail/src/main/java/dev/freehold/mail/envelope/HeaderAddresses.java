package dev.freehold.mail.envelope;

import dev.freehold.mail.MailLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.james.mime4j.dom.address.Address;
import org.apache.james.mime4j.dom.address.AddressList;
import org.apache.james.mime4j.dom.address.Group;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.address.LenientAddressParser;

/** The addresses of a header field, as far as they can be made out. */
final class HeaderAddresses {

  /** How much of a field is parsed: encoded words are longer than the text that they stand for. */
  private static final int MAX_PARSED_CHARS = 2 * MailLimits.MAX_ADDRESS_TEXT_CHARS;

  private HeaderAddresses() {}

  /** Parses an unfolded field whose encoded words are not decoded; groups come with members. */
  static List<EnvelopeAddress> of(String field) {
    List<EnvelopeAddress> found = new ArrayList<>();
    try {
      AddressList list =
          LenientAddressParser.DEFAULT.parseAddressList(Texts.cut(field, MAX_PARSED_CHARS));
      for (Address address : list) {
        add(address, found);
      }
    } catch (RuntimeException e) {
      // The parser is not made for every input; what it says may quote the field.
      return found;
    }
    return found;
  }

  private static void add(Address address, List<EnvelopeAddress> found) {
    if (address instanceof Mailbox mailbox) {
      found.add(of(mailbox));
    } else if (address instanceof Group group) {
      found.add(new EnvelopeAddress("", bounded(group.getName()), ""));
      group.getMailboxes().forEach(member -> found.add(of(member)));
    }
  }

  private static EnvelopeAddress of(Mailbox mailbox) {
    return new EnvelopeAddress(
        bounded(mailbox.getName()), bounded(mailbox.getLocalPart()), bounded(mailbox.getDomain()));
  }

  private static String bounded(String text) {
    return Optional.ofNullable(text)
        .map(EncodedWords::decode)
        .map(known -> Texts.cut(known, MailLimits.MAX_MESSAGE_ID_CHARS))
        .orElse("");
  }
}
