package dev.freehold.mail.envelope;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A header field of addresses.
 *
 * @param text what the field says, decoded and unfolded; empty if there is no such field
 * @param addresses the addresses that were found in it
 */
public record AddressField(String text, List<EnvelopeAddress> addresses) {

  /** A field that is not there. */
  public static final AddressField NONE = new AddressField("", List.of());

  /** Copies the list. */
  public AddressField {
    addresses = List.copyOf(addresses);
  }

  AddressField withoutAddresses() {
    return new AddressField(text, List.of());
  }

  /** The addresses as {@code name <local@domain>}, joined by commas. */
  public String addressText() {
    return addresses.stream().map(EnvelopeAddress::text).collect(Collectors.joining(", "));
  }
}
