package dev.freehold.mailserver.store;

import dev.freehold.mailserver.MailServerLimits;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.james.mailbox.model.Header;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.apache.james.mime4j.util.ByteSequence;
import org.apache.james.mime4j.util.ContentUtil;

/**
 * Finds parts of a message by their numbers (RFC 3501 section 6.4.5). James's own way loses count
 * where a message is an embedded message itself, without a multipart around it.
 */
final class MessageParts {

  private MessageParts() {}

  /**
   * The part at {@code path}; empty if there is none. It reads on from {@code message}.
   *
   * @param path numbers from 1, from the outside in
   * @throws IOException if the stream throws it, or the message cannot be parsed at all
   */
  static Optional<Part> find(InputStream message, int[] path) throws IOException {
    if (path.length > MailServerLimits.MAX_MIME_DEPTH) {
      return Optional.empty();
    }
    try {
      return inMessage(message, path, 0);
    } catch (MimeException e) {
      throw unparsed(e);
    }
  }

  private static IOException unparsed(MimeException cause) {
    return new IOException("the message cannot be parsed", cause);
  }

  private static MimeTokenStream tokens(InputStream message, RecursionMode mode) {
    MimeTokenStream tokens = new MimeTokenStream(MessageStructure.BOUNDED);
    tokens.setRecursionMode(mode);
    tokens.parse(message);
    return tokens;
  }

  /** A message without a multipart has one part, which is the message itself. */
  private static Optional<Part> inMessage(InputStream message, int[] path, int at)
      throws IOException, MimeException {
    MimeTokenStream tokens = tokens(message, RecursionMode.M_NO_RECURSE);
    Part whole = Part.read(tokens);
    if (tokens.getState() == EntityState.T_START_MULTIPART) {
      return inMultipart(tokens, path, at);
    }
    return path[at] == 1 ? inPart(whole, path, at + 1) : Optional.empty();
  }

  private static Optional<Part> inPart(Part part, int[] path, int at)
      throws IOException, MimeException {
    if (at == path.length) {
      return Optional.of(part);
    }
    if (part.tokens.getState() == EntityState.T_START_MULTIPART) {
      return inMultipart(part.tokens, path, at);
    }
    return part.isMessage()
        ? inMessage(part.tokens.getDecodedInputStream(), path, at)
        : Optional.empty();
  }

  private static Optional<Part> inMultipart(MimeTokenStream tokens, int[] path, int at)
      throws IOException, MimeException {
    int depth = 0;
    int number = 0;
    for (EntityState state = tokens.next();
        state != EntityState.T_END_OF_STREAM && depth >= 0;
        state = tokens.next()) {
      if (state == EntityState.T_START_MULTIPART) {
        depth++;
      } else if (state == EntityState.T_END_MULTIPART) {
        depth--;
      } else if (state == EntityState.T_START_BODYPART && depth == 0 && ++number == path[at]) {
        if (at + 1 == path.length) {
          tokens.setRecursionMode(RecursionMode.M_FLAT);
        }
        return inPart(Part.read(tokens), path, at + 1);
      }
    }
    return Optional.empty();
  }

  /** A part whose header is read; its body or what is embedded in it may be read once. */
  static final class Part {
    private final MimeTokenStream tokens;
    private final List<Header> headers;

    private Part(MimeTokenStream tokens, List<Header> headers) {
      this.tokens = tokens;
      this.headers = headers;
    }

    /** Of a header that is too long only the beginning is kept. */
    private static Part read(MimeTokenStream tokens) throws IOException, MimeException {
      List<Header> headers = new ArrayList<>();
      long length = 0;
      for (EntityState state = tokens.next();
          state != EntityState.T_BODY
              && state != EntityState.T_START_MULTIPART
              && state != EntityState.T_END_OF_STREAM;
          state = tokens.next()) {
        if (state == EntityState.T_FIELD) {
          Header header = header(tokens.getField());
          length += header.getName().length() + header.getValue().length();
          if (length <= MailServerLimits.MAX_HEADER_BYTES) {
            headers.add(header);
          }
        }
      }
      return new Part(tokens, headers);
    }

    /** With the folds that it has. */
    private static Header header(Field field) {
      ByteSequence raw = field.getRaw();
      if (raw == null) {
        return new Header(field.getName(), field.getBody().strip());
      }
      String line = ContentUtil.decode(raw);
      return new Header(field.getName(), line.substring(line.indexOf(':') + 1).strip());
    }

    /** The header of the part itself, from its MIME lines on. */
    List<Header> headers() {
      return headers;
    }

    /** The bytes of the body as they were sent, which are read on from the message. */
    InputStream body() {
      return tokens.getState() == EntityState.T_END_OF_STREAM
          ? InputStream.nullInputStream()
          : tokens.getInputStream();
    }

    private boolean isMessage() {
      return tokens.getState() == EntityState.T_BODY
          && "message/rfc822".equalsIgnoreCase(tokens.getBodyDescriptor().getMimeType());
    }

    /** The message that is the body; empty if the body is something else. */
    Optional<Part> embedded() throws IOException {
      if (!isMessage()) {
        return Optional.empty();
      }
      try {
        return Optional.of(
            read(MessageParts.tokens(tokens.getDecodedInputStream(), RecursionMode.M_FLAT)));
      } catch (MimeException e) {
        throw unparsed(e);
      }
    }
  }
}
