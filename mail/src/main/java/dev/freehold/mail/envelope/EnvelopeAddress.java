package dev.freehold.mail.envelope;

/**
 * An address of a header field, decoded.
 *
 * @param name the display name, or the name of a group; empty if there is none
 * @param localPart what stands before the {@code @}; of a group its name, as IMAP has it
 * @param domain what stands behind it; empty for a group
 */
public record EnvelopeAddress(String name, String localPart, String domain) {

  /** As it stands in a header, without quotes: {@code name <local@domain>}. */
  String text() {
    String address = domain.isEmpty() ? localPart : localPart + "@" + domain;
    return name.isEmpty() ? address : name + " <" + address + ">";
  }
}
