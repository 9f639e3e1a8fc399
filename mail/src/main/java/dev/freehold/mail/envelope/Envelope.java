package dev.freehold.mail.envelope;

import dev.freehold.mail.MailLimits;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the header of a message says, and how its text begins. Encoded words are decoded, and every
 * part is bounded by {@link MailLimits}.
 *
 * @param isWhole whether all that the header says in these fields is here: each field comes once
 *     and within its bound. If not, a search reads the header itself
 * @param subject the decoded subject, unfolded; empty if there is none
 * @param from the {@code From} field; {@code sender} to {@code bcc} alike
 * @param date what {@code Date} says, if a date can be read from it
 * @param messageId without angle brackets and quotes; empty if there is none
 * @param inReplyTo the message ids of {@code In-Reply-To}
 * @param references the message ids of {@code References}: of more than {@link
 *     MailLimits#MAX_REFERENCES} the first one and the last ones
 * @param mediaType of the whole message, such as {@code text/plain}, in lower case
 * @param hasAttachment whether a part is one, as far as the message's start tells. What is cut off
 *     of a {@code multipart/mixed} counts as one
 * @param preview how its text begins, at most {@link MailLimits#MAX_PREVIEW_CHARS} characters;
 *     empty if it has none
 */
public record Envelope(
    boolean isWhole,
    String subject,
    AddressField from,
    AddressField sender,
    AddressField replyTo,
    AddressField to,
    AddressField cc,
    AddressField bcc,
    Optional<SentDate> date,
    String messageId,
    List<String> inReplyTo,
    List<String> references,
    String mediaType,
    boolean hasAttachment,
    String preview) {

  /** The address fields, in the order in which they are encoded. */
  static final List<Function<Envelope, AddressField>> ADDRESS_FIELDS =
      List.of(
          Envelope::from,
          Envelope::sender,
          Envelope::replyTo,
          Envelope::to,
          Envelope::cc,
          Envelope::bcc);

  /** Copies the lists. */
  public Envelope {
    inReplyTo = List.copyOf(inReplyTo);
    references = List.copyOf(references);
  }

  /** Without lists, for one whose parts are each within their bounds and together are not. */
  Envelope withoutLists() {
    return new Envelope(
        false,
        subject,
        from.withoutAddresses(),
        sender.withoutAddresses(),
        replyTo.withoutAddresses(),
        to.withoutAddresses(),
        cc.withoutAddresses(),
        bcc.withoutAddresses(),
        date,
        messageId,
        List.of(),
        List.of(),
        mediaType,
        hasAttachment,
        preview);
  }

  /** The subject without {@code Re:}, {@code [list]} and the like (RFC 5256 section 2.1). */
  public BaseSubject baseSubject() {
    return BaseSubject.of(subject);
  }
}
