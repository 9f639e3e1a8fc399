package dev.freehold.mail.envelope;

import dev.freehold.mail.MailLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The binary form of an envelope: version (1 byte, 1) | facts (1 byte: 1 whole, 2 attachment, 4
 * date) | date (epoch second and offset, if so) | subject | six address fields | message id |
 * in-reply-to | references | media type | preview.
 *
 * <p>Numbers are of variable length, seven bits a byte from the lowest on; signed ones are zigzag.
 * A text is its length in bytes and UTF-8, a list its length and its elements. An address field is
 * its addresses and its text; the text is a single 0 where the addresses give it.
 */
public final class EnvelopeCodec {

  private static final byte VERSION = 1;
  private static final int WHOLE = 1;
  private static final int ATTACHMENT = 2;
  private static final int DATE = 4;

  private EnvelopeCodec() {}

  /**
   * Encodes an envelope; without its lists, if that would be longer than {@link
   * MailLimits#MAX_ENVELOPE_BYTES}.
   */
  public static byte[] encode(Envelope envelope) {
    byte[] encoded = write(envelope);
    return encoded.length <= MailLimits.MAX_ENVELOPE_BYTES
        ? encoded
        : write(envelope.withoutLists());
  }

  private static byte[] write(Envelope envelope) {
    EnvelopeWriter out = new EnvelopeWriter();
    out.oneByte(VERSION);
    out.oneByte(
        (envelope.isWhole() ? WHOLE : 0)
            | (envelope.hasAttachment() ? ATTACHMENT : 0)
            | (envelope.date().isPresent() ? DATE : 0));
    envelope
        .date()
        .ifPresent(
            date -> {
              out.signed(date.epochSecond());
              out.signed(date.offsetSeconds());
            });
    out.text(envelope.subject());
    Envelope.ADDRESS_FIELDS.forEach(field -> write(field.apply(envelope), out));
    out.text(envelope.messageId());
    out.texts(envelope.inReplyTo());
    out.texts(envelope.references());
    out.text(envelope.mediaType());
    out.text(envelope.preview());
    return out.bytes();
  }

  private static void write(AddressField field, EnvelopeWriter out) {
    out.unsigned(field.addresses().size());
    for (EnvelopeAddress address : field.addresses()) {
      out.text(address.name());
      out.text(address.localPart());
      out.text(address.domain());
    }
    out.text(field.text().equals(field.addressText()) ? "" : field.text());
  }

  /**
   * Decodes what {@link #encode} made.
   *
   * @return empty if it is of another version, or nothing that this made
   */
  public static Optional<Envelope> decode(byte[] encoded) {
    if (encoded.length > MailLimits.MAX_ENVELOPE_BYTES) {
      return Optional.empty();
    }
    EnvelopeInput in = new EnvelopeInput(encoded);
    try {
      if (in.oneByte() != VERSION) {
        return Optional.empty();
      }
      Envelope envelope = read(in);
      in.requireEnd();
      return Optional.of(envelope);
    } catch (EnvelopeInput.Malformed e) {
      return Optional.empty();
    }
  }

  private static Envelope read(EnvelopeInput in) {
    int facts = in.oneByte();
    Optional<SentDate> date = (facts & DATE) != 0 ? Optional.of(readDate(in)) : Optional.empty();
    return new Envelope(
        (facts & WHOLE) != 0,
        in.text(),
        readField(in),
        readField(in),
        readField(in),
        readField(in),
        readField(in),
        readField(in),
        date,
        in.text(),
        in.texts(),
        in.texts(),
        in.text(),
        (facts & ATTACHMENT) != 0,
        in.text());
  }

  private static SentDate readDate(EnvelopeInput in) {
    long second = in.signed();
    long offset = in.signed();
    if (!SentDate.isOffset(offset)) {
      throw new EnvelopeInput.Malformed();
    }
    return new SentDate(second, (int) offset);
  }

  private static AddressField readField(EnvelopeInput in) {
    int count = in.count();
    List<EnvelopeAddress> addresses = new ArrayList<>(count);
    for (int at = 0; at < count; at++) {
      addresses.add(new EnvelopeAddress(in.text(), in.text(), in.text()));
    }
    String text = in.text();
    AddressField field = new AddressField(text, addresses);
    return text.isEmpty() && count > 0 ? new AddressField(field.addressText(), addresses) : field;
  }
}
