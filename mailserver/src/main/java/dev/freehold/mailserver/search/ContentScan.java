package dev.freehold.mailserver.search;

import dev.freehold.mail.envelope.HeaderDates;
import dev.freehold.mail.envelope.HeaderText;
import dev.freehold.mail.envelope.MailCharsets;
import dev.freehold.mailserver.MailServerLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/**
 * Finds terms in the bytes of one message, of which little is in memory at a time. Looked at are
 * the message's header, the text parts, and the headers of attached messages, all decoded.
 */
final class ContentScan {

  private static final MimeConfig LENIENT =
      MimeConfig.custom()
          .setMaxLineLen(MailServerLimits.MAX_HEADER_FIELD_BYTES)
          .setMaxHeaderLen(MailServerLimits.MAX_HEADER_FIELD_BYTES)
          .setMaxHeaderCount(-1)
          .setMaxContentLen(-1)
          .build();

  private final Set<TextTerm> matched = new HashSet<>();
  private final Set<String> datesSeen = new HashSet<>();
  private final List<TextTerm> ofHeader;
  private final TermScanner header;
  private final TermScanner body;
  private final BooleanSupplier isCancelled;
  private boolean isPartHeader;
  private int messageDepth;

  private ContentScan(Set<TextTerm> terms, BooleanSupplier isCancelled) {
    List<TextTerm> ofMessage = terms.stream().filter(TextTerm.InMessage.class::isInstance).toList();
    List<TextTerm> ofBody =
        terms.stream()
            .filter(term -> term instanceof TextTerm.InBody || term instanceof TextTerm.InMessage)
            .toList();
    this.ofHeader =
        terms.stream()
            .filter(term -> term instanceof TextTerm.InField || term instanceof TextTerm.OnDay)
            .toList();
    this.header = new TermScanner(ofMessage, matched);
    this.body = new TermScanner(ofBody, matched);
    this.isCancelled = isCancelled;
  }

  /**
   * Reads a message as far as terms are open.
   *
   * @param opening opens the message, once more if it is no MIME message
   * @return those of {@code terms} that it has; what it found until then, if it was cancelled
   */
  static Set<TextTerm> scan(Set<TextTerm> terms, Opening opening, BooleanSupplier isCancelled)
      throws IOException {
    ContentScan scan = new ContentScan(terms, isCancelled);
    try (InputStream content = opening.open()) {
      scan.readMime(content);
      return scan.matched;
    } catch (MimeException e) {
      // A header over the bounds, or parts that are none. The exception may quote the message.
    }
    try (InputStream content = opening.open()) {
      scan.read(content, StandardCharsets.UTF_8, scan.body);
      return scan.matched;
    }
  }

  private void readMime(InputStream content) throws IOException, MimeException {
    MimeTokenStream stream = new MimeTokenStream(LENIENT);
    stream.setRecursionMode(RecursionMode.M_RECURSE);
    stream.parse(content);
    int depth = 0;
    for (EntityState state = stream.getState();
        state != EntityState.T_END_OF_STREAM && !isDone();
        state = stream.next()) {
      switch (state) {
        case T_START_MESSAGE -> {
          isPartHeader = false;
          messageDepth++;
          depth++;
        }
        case T_END_MESSAGE -> {
          messageDepth--;
          depth--;
        }
        case T_START_BODYPART -> {
          isPartHeader = true;
          depth++;
        }
        case T_END_BODYPART -> depth--;
        case T_FIELD -> readField(stream.getField().getNameLowerCase(), stream);
        case T_BODY -> readBody(stream);
        default -> {}
      }
      if (depth > MailServerLimits.MAX_MIME_DEPTH) {
        return;
      }
    }
  }

  private boolean isDone() {
    return isCancelled.getAsBoolean()
        || (ofHeader.isEmpty() && header.hasFoundAll() && body.hasFoundAll());
  }

  private void readField(String name, MimeTokenStream stream) {
    boolean isTop = messageDepth <= 1;
    if (isPartHeader) {
      return;
    }
    byte[] raw = stream.getField().getRaw().toByteArray();
    String field = HeaderText.decoded(raw, 0, raw.length);
    TermScanner scanner = isTop ? header : body;
    scanner.take(field.toCharArray(), 0, field.length());
    scanner.end();
    if (isTop) {
      String value = field.substring(field.indexOf(':') + 1).strip();
      ofHeader.forEach(term -> look(term, name, value));
      datesSeen.add(name);
    }
  }

  private void look(TextTerm term, String name, String value) {
    boolean isMatch =
        switch (term) {
          case TextTerm.InField field ->
              field.name().equals(name) && Folding.fold(value).contains(field.text());
          case TextTerm.OnDay on ->
              on.name().equals(name)
                  && !datesSeen.contains(name)
                  && HeaderDates.parseZoned(value)
                      .filter(date -> on.days().test(date.toLocalDate()))
                      .isPresent();
          case TextTerm.InBody _, TextTerm.InMessage _ -> false;
        };
    if (isMatch) {
      matched.add(term);
    }
  }

  private void readBody(MimeTokenStream stream) throws IOException {
    BodyDescriptor part = stream.getBodyDescriptor();
    if (part.getMediaType() == null || part.getMediaType().equalsIgnoreCase("text")) {
      Charset charset =
          Optional.ofNullable(part.getCharset())
              .flatMap(MailCharsets::find)
              .filter(known -> !known.equals(StandardCharsets.US_ASCII))
              .orElse(StandardCharsets.UTF_8);
      read(stream.getDecodedInputStream(), charset, body);
    }
  }

  private void read(InputStream content, Charset charset, TermScanner scanner) throws IOException {
    LenientDecoder decoder = new LenientDecoder(content, charset);
    char[] decoded = new char[MailServerLimits.SEARCHED_CHARS];
    int count = decoder.read(decoded);
    while (count >= 0 && !isCancelled.getAsBoolean() && !scanner.hasFoundAll()) {
      scanner.take(decoded, 0, count);
      count = decoder.read(decoded);
    }
    scanner.end();
  }

  /** Opens the bytes of a message. */
  @FunctionalInterface
  interface Opening {
    InputStream open() throws IOException;
  }
}
