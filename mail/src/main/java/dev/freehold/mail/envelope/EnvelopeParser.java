package dev.freehold.mail.envelope;

import dev.freehold.mail.MailLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.apache.james.mime4j.util.ByteSequence;

/**
 * Makes an envelope from the first bytes of a message. It takes every input: of what is no message
 * the envelope says what could be read.
 */
final class EnvelopeParser {

  private static final MimeConfig LENIENT =
      MimeConfig.custom()
          .setMaxLineLen(-1)
          .setMaxHeaderCount(-1)
          .setMaxHeaderLen(-1)
          .setMaxContentLen(-1)
          .build();

  private static final Set<String> FIELDS =
      Set.of(
          "subject",
          "from",
          "sender",
          "reply-to",
          "to",
          "cc",
          "bcc",
          "date",
          "message-id",
          "in-reply-to",
          "references");

  private final Map<String, byte[]> fields = new HashMap<>();
  private final MimeParts parts = new MimeParts();
  private final boolean isCutOff;
  private boolean isWhole;

  private EnvelopeParser(boolean isCutOff) {
    this.isCutOff = isCutOff;
  }

  /**
   * Parses {@code start}.
   *
   * @param messageBytes the length of the whole message
   */
  static Envelope parse(byte[] start, long messageBytes) {
    EnvelopeParser parser = new EnvelopeParser(start.length < messageBytes);
    parser.read(start);
    parser.isWhole &= !parser.isCutOff || hasHeaderEnd(start);
    return parser.envelope();
  }

  /** Whether a header ends within the message's first bytes. */
  private static boolean hasHeaderEnd(byte[] start) {
    boolean isLineEmpty = true;
    for (byte b : start) {
      if (b == '\n' && isLineEmpty) {
        return true;
      }
      isLineEmpty = b == '\n' || (b == '\r' && isLineEmpty);
    }
    return false;
  }

  private void read(byte[] start) {
    MimeTokenStream stream = new MimeTokenStream(LENIENT);
    stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
    try {
      stream.parse(new ByteArrayInputStream(start));
      readHeader(stream);
      parts.read(stream);
    } catch (IOException | MimeException | RuntimeException e) {
      // What was read until here is the envelope. The exception may quote the message: it is
      // content, so nobody logs it.
      isWhole &= parts.hasBegun();
    }
  }

  private void readHeader(MimeTokenStream stream) throws IOException, MimeException {
    boolean isEachOnce = true;
    EntityState state = stream.getState();
    while (state != EntityState.T_END_HEADER && state != EntityState.T_END_OF_STREAM) {
      if (state == EntityState.T_FIELD) {
        String name = stream.getField().getNameLowerCase();
        if (FIELDS.contains(name)) {
          isEachOnce &= fields.putIfAbsent(name, value(stream.getField().getRaw())) == null;
        }
      }
      state = stream.next();
    }
    isWhole = isEachOnce;
    parts.begin(isCutOff);
  }

  private static byte[] value(ByteSequence raw) {
    byte[] field = raw.toByteArray();
    int colon = 0;
    while (colon < field.length && field[colon] != ':') {
      colon++;
    }
    int from = Math.min(field.length, colon + 1);
    byte[] value = new byte[field.length - from];
    System.arraycopy(field, from, value, 0, value.length);
    return value;
  }

  private Envelope envelope() {
    String subject = bounded(text("subject"), MailLimits.MAX_SUBJECT_CHARS);
    AddressField from = addresses("from");
    AddressField sender = addresses("sender");
    AddressField replyTo = addresses("reply-to");
    AddressField to = addresses("to");
    AddressField cc = addresses("cc");
    AddressField bcc = addresses("bcc");
    List<String> messageId = MessageIds.of(unfolded("message-id"));
    return new Envelope(
        isWhole,
        subject,
        from,
        sender,
        replyTo,
        to,
        cc,
        bcc,
        date(),
        messageId.isEmpty() ? "" : messageId.getFirst(),
        MessageIds.bounded(MessageIds.of(unfolded("in-reply-to"))),
        MessageIds.bounded(MessageIds.of(unfolded("references"))),
        parts.mediaType(),
        parts.hasAttachment(),
        parts.preview());
  }

  private Optional<SentDate> date() {
    return HeaderDates.parseZoned(unfolded("date"))
        .map(date -> new SentDate(date.toEpochSecond(), date.getOffset().getTotalSeconds()));
  }

  private AddressField addresses(String name) {
    String raw = unfolded(name);
    if (raw.isEmpty()) {
      return AddressField.NONE;
    }
    List<EnvelopeAddress> found = new ArrayList<>(HeaderAddresses.of(raw));
    if (found.size() > MailLimits.MAX_ENVELOPE_ADDRESSES) {
      isWhole = false;
      found.subList(MailLimits.MAX_ENVELOPE_ADDRESSES, found.size()).clear();
    }
    return new AddressField(
        bounded(EncodedWords.decode(raw), MailLimits.MAX_ADDRESS_TEXT_CHARS), found);
  }

  private String bounded(String text, int maxChars) {
    isWhole &= text.length() <= maxChars;
    return Texts.cut(text, maxChars);
  }

  private String text(String name) {
    return EncodedWords.decode(unfolded(name));
  }

  private String unfolded(String name) {
    byte[] value = fields.get(name);
    return value == null ? "" : HeaderText.unfolded(value, 0, value.length);
  }
}
