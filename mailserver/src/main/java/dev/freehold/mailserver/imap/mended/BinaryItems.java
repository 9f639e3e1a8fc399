package dev.freehold.mailserver.imap.mended;

import dev.freehold.mailserver.imap.answers.AnswerComposer;
import dev.freehold.mailserver.imap.answers.CommandRefusedException;
import dev.freehold.mailserver.imap.answers.FetchItem;
import dev.freehold.mailserver.imap.answers.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.io.input.BoundedInputStream;
import org.apache.james.imap.api.message.BodyFetchElement;
import org.apache.james.imap.api.message.SectionType;
import org.apache.james.imap.message.Literal;
import org.apache.james.imap.message.response.FetchResponse;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.Content;
import org.apache.james.mailbox.model.Header;
import org.apache.james.mailbox.model.MessageResult;
import org.apache.james.mailbox.model.MimePath;
import org.apache.james.mime4j.codec.Base64InputStream;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;

/**
 * BINARY and BINARY.SIZE of a message (RFC 3516): content with its transfer encoding removed. What
 * has none, such as headers, multiparts and embedded messages, is the same as in BODY.
 */
final class BinaryItems {

  private static final String PREFIX = "BINARY";
  private static final String SIZE = "BINARY.SIZE";
  private static final int PIECE_BYTES = 16 * 1024;
  private static final byte[] PADDING = {'=', '='};

  private BinaryItems() {}

  static boolean isBinary(BodyFetchElement wanted) {
    return wanted.getResponseName().startsWith(PREFIX);
  }

  /**
   * One item.
   *
   * @param encoded what BODY would give
   * @throws CommandRefusedException {@code UNKNOWN-CTE}
   */
  static FetchItem of(
      BodyFetchElement wanted, FetchResponse.BodyElement encoded, MessageResult message)
      throws MailboxException, IOException {
    Optional<Source> source = source(wanted, encoded, message);
    String name = wanted.getResponseName();
    if (name.startsWith(SIZE)) {
      long size = source.isPresent() ? Slice.of(source.get(), 0, Long.MAX_VALUE).size : 0;
      return composer -> composer.message(name).message(size);
    }
    long first = Optional.ofNullable(wanted.getFirstOctet()).orElse(0L);
    String full = wanted.getFirstOctet() == null ? name : name + "<" + first + ">";
    if (source.isEmpty()) {
      return composer -> composer.message(full).nil();
    }
    long count = Optional.ofNullable(wanted.getNumberOfOctets()).orElse(Long.MAX_VALUE);
    Slice slice = Slice.of(source.get(), first, count);
    return composer -> slice.write(full, composer);
  }

  /** Empty if there is no such part. */
  private static Optional<Source> source(
      BodyFetchElement wanted, FetchResponse.BodyElement encoded, MessageResult message)
      throws MailboxException {
    boolean isPart =
        wanted.getSectionType() == SectionType.CONTENT
            && wanted.getPath() != null
            && wanted.getPath().length > 0;
    if (!isPart) {
      return Optional.of(encoded::getInputStream);
    }
    MimePath path = new MimePath(wanted.getPath());
    Content content = message.getMimeBody(path);
    if (content == null) {
      return Optional.empty();
    }
    List<Header> header = new ArrayList<>();
    Iterator<Header> fields = message.iterateMimeHeaders(path);
    fields.forEachRemaining(header::add);
    String type = value(header, "Content-Type");
    return Optional.of(
        type.startsWith("multipart/") || type.startsWith("message/")
            ? content::getInputStream
            : decoded(content, value(header, "Content-Transfer-Encoding")));
  }

  /** In lower case, without parameters; empty if there is none. */
  private static String value(List<Header> header, String name) {
    return header.stream()
        .filter(field -> field.getName().equalsIgnoreCase(name))
        .findFirst()
        .map(field -> field.getValue().split("[;(]", 2)[0].strip().toLowerCase(Locale.ROOT))
        .orElse("");
  }

  private static Source decoded(Content content, String encoding) {
    return switch (encoding) {
      case "", "7bit", "8bit", "binary" -> content::getInputStream;
      case "base64" -> () -> new Base64InputStream(padded(content.getInputStream()));
      case "quoted-printable" -> () -> new QuotedPrintableInputStream(content.getInputStream());
      default ->
          throw new CommandRefusedException(
              Refusal.no("UNKNOWN-CTE", "a part has a transfer encoding that is not known here"));
    };
  }

  /** Many a program leaves the padding out; James drops up to two bytes then. */
  private static InputStream padded(InputStream encoded) {
    return new SequenceInputStream(encoded, new ByteArrayInputStream(PADDING));
  }

  /** Content that can be read as often as it is needed. */
  @FunctionalInterface
  private interface Source {
    InputStream open() throws IOException;
  }

  /** A part of content, which was looked through once. */
  private record Slice(Source source, long first, long size, boolean hasNul) implements Literal {

    static Slice of(Source source, long first, long count) throws IOException {
      try (InputStream in = opened(source, first)) {
        byte[] piece = new byte[PIECE_BYTES];
        long size = 0;
        boolean hasNul = false;
        int got;
        while (size < count
            && (got = in.read(piece, 0, (int) Math.min(piece.length, count - size))) >= 0) {
          for (int at = 0; at < got; at++) {
            hasNul |= piece[at] == 0;
          }
          size += got;
        }
        return new Slice(source, first, size, hasNul);
      }
    }

    private static InputStream opened(Source source, long first) throws IOException {
      InputStream in = source.open();
      for (long left = first; left > 0 && in.read() >= 0; left--) {
        // Decoders do not skip well.
      }
      return in;
    }

    void write(String name, AnswerComposer composer) throws IOException {
      composer.message(name);
      if (hasNul) {
        composer.literal8(this);
      } else {
        composer.literal(this);
      }
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return BoundedInputStream.builder()
          .setInputStream(opened(source, first))
          .setMaxCount(size)
          .get();
    }
  }
}
