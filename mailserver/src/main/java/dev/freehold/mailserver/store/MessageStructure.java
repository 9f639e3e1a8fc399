package dev.freehold.mailserver.store;

import com.google.common.collect.Iterators;
import dev.freehold.mailserver.MailServerLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.Header;
import org.apache.james.mailbox.model.MimeDescriptor;
import org.apache.james.mailbox.store.streaming.CountingInputStream;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.field.LenientFieldParser;
import org.apache.james.mime4j.message.DefaultBodyDescriptorBuilder;
import org.apache.james.mime4j.message.MaximalBodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * What BODYSTRUCTURE says of a message with parts, or of a part. James's own reader has no bounds:
 * a message of 10,000 parts within each other took minutes or the whole stack. Here what is too
 * deep is one part of no known kind, and what is too much is left out.
 */
final class MessageStructure implements MimeDescriptor {

  /** How messages are parsed: leniently, but no field and no header without end. */
  static final MimeConfig BOUNDED =
      MimeConfig.custom()
          .setMaxLineLen(-1)
          .setMaxHeaderLen(MailServerLimits.MAX_HEADER_FIELD_BYTES)
          .setMaxHeaderCount(MailServerLimits.MAX_DESCRIBED_FIELDS)
          .setMaxContentLen(-1)
          .build();

  private final List<Header> headers;
  private final MaximalBodyDescriptor body;
  private final boolean isTooDeep;
  private long octets;
  private long lines = -1;
  private Optional<MessageStructure> embedded = Optional.empty();
  private final List<MessageStructure> parts = new ArrayList<>();

  private MessageStructure(List<Header> headers, MaximalBodyDescriptor body, boolean isTooDeep) {
    this.headers = headers;
    this.body = body;
    this.isTooDeep = isTooDeep;
  }

  /**
   * Describes a message; empty if it has no parts and is no message within a message. One that
   * cannot be parsed is one part of no known kind.
   *
   * @param sizeBytes its length
   * @throws IOException if and only if the stream throws it
   */
  static Optional<MimeDescriptor> ofComposite(InputStream message, long sizeBytes)
      throws IOException {
    try {
      Reading reading = new Reading();
      MimeTokenStream tokens = tokens(message);
      MessageStructure whole = reading.header(tokens, 0);
      if (tokens.getState() != EntityState.T_START_MULTIPART && !whole.isMessage()) {
        return Optional.empty();
      }
      reading.body(whole, tokens, 0);
      return Optional.of(whole);
    } catch (MimeException e) {
      return Optional.of(unknown(sizeBytes));
    }
  }

  private static MessageStructure unknown(long sizeBytes) throws IOException {
    MimeTokenStream nothing = tokens(new ByteArrayInputStream(new byte[] {'\r', '\n'}));
    try {
      MessageStructure part = new Reading().header(nothing, MailServerLimits.MAX_MIME_DEPTH);
      part.octets = sizeBytes;
      return part;
    } catch (MimeException impossible) {
      throw new IllegalStateException("a message without header and body is one", impossible);
    }
  }

  private static MimeTokenStream tokens(InputStream message) {
    MimeTokenStream tokens =
        new MimeTokenStream(
            BOUNDED,
            new DefaultBodyDescriptorBuilder(null, new LenientFieldParser(), DecodeMonitor.SILENT));
    tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
    tokens.parse(message);
    return tokens;
  }

  /** Reads one message; counts what it describes. */
  private static final class Reading {
    private int described;

    private MessageStructure header(MimeTokenStream tokens, int depth)
        throws IOException, MimeException {
      List<Header> headers = new ArrayList<>();
      EntityState state = tokens.next();
      while (state != EntityState.T_BODY
          && state != EntityState.T_START_MULTIPART
          && state != EntityState.T_END_OF_STREAM) {
        if (state == EntityState.T_FIELD) {
          headers.add(new Header(tokens.getField().getName(), tokens.getField().getBody().strip()));
          described++;
        }
        state = tokens.next();
      }
      if (state == EntityState.T_END_OF_STREAM) {
        throw new MimeException("the message ends within a header");
      }
      described++;
      return new MessageStructure(
          List.copyOf(headers),
          (MaximalBodyDescriptor) tokens.getBodyDescriptor(),
          depth >= MailServerLimits.MAX_MIME_DEPTH);
    }

    private void body(MessageStructure part, MimeTokenStream tokens, int depth)
        throws IOException, MimeException {
      if (tokens.getState() == EntityState.T_START_MULTIPART) {
        parts(part, tokens, depth);
      } else if (part.isMessage()) {
        CountingInputStream message = new CountingInputStream(tokens.getDecodedInputStream());
        MimeTokenStream inner = tokens(message);
        MessageStructure embedded = header(inner, depth + 1);
        body(embedded, inner, depth + 1);
        message.readAll();
        part.count(message);
        part.embedded = Optional.of(embedded);
      } else {
        CountingInputStream content = new CountingInputStream(tokens.getInputStream());
        content.readAll();
        part.octets = content.getOctetCount();
        if (part.isOfType("text")) {
          part.count(content);
        }
      }
    }

    private void parts(MessageStructure whole, MimeTokenStream tokens, int depth)
        throws IOException, MimeException {
      whole.lines = 0;
      for (EntityState state = tokens.next();
          state != EntityState.T_END_MULTIPART && state != EntityState.T_END_OF_STREAM;
          state = tokens.next()) {
        if (state == EntityState.T_START_BODYPART
            && described < MailServerLimits.MAX_DESCRIBED_FIELDS) {
          if (depth + 1 >= MailServerLimits.MAX_MIME_DEPTH) {
            tokens.setRecursionMode(RecursionMode.M_FLAT);
          }
          MessageStructure part = header(tokens, depth + 1);
          body(part, tokens, depth + 1);
          whole.parts.add(part);
        }
      }
    }
  }

  private void count(CountingInputStream read) {
    octets = read.getOctetCount();
    lines = read.getLineCount();
  }

  private boolean isOfType(String type) {
    return !isTooDeep && type.equalsIgnoreCase(body.getMediaType());
  }

  private boolean isMessage() {
    return isOfType("message") && "rfc822".equalsIgnoreCase(body.getSubType());
  }

  @Override
  public String getMimeType() {
    return isTooDeep ? "application" : body.getMediaType();
  }

  @Override
  public String getMimeSubType() {
    return isTooDeep ? "octet-stream" : body.getSubType();
  }

  @Override
  public String getContentID() {
    return body.getContentId();
  }

  @Override
  public String getContentDescription() {
    return body.getContentDescription();
  }

  @Override
  public String getContentLocation() {
    return body.getContentLocation();
  }

  @Override
  public String getContentMD5() {
    return body.getContentMD5Raw();
  }

  @Override
  public String getTransferContentEncoding() {
    return body.getTransferEncoding();
  }

  @Override
  public List<String> getLanguages() {
    return body.getContentLanguage();
  }

  @Override
  public String getDisposition() {
    return body.getContentDispositionType();
  }

  @Override
  public Map<String, String> getDispositionParams() {
    return body.getContentDispositionParameters();
  }

  @Override
  public long getLines() {
    return lines;
  }

  @Override
  public long getBodyOctets() {
    return octets;
  }

  @Override
  public Iterator<MimeDescriptor> parts() {
    return Iterators.transform(parts.iterator(), part -> part);
  }

  @Override
  public MimeDescriptor embeddedMessage() {
    return embedded.orElse(null);
  }

  @Override
  public Map<String, String> contentTypeParameters() {
    Map<String, String> all = new TreeMap<>(body.getContentTypeParameters());
    Optional.ofNullable(body.getCharset()).ifPresent(charset -> all.put("charset", charset));
    Optional.ofNullable(body.getBoundary()).ifPresent(boundary -> all.put("boundary", boundary));
    return all;
  }

  @Override
  public Iterator<Header> headers() {
    return headers.iterator();
  }

  private byte[] bytes() {
    StringBuilder all = new StringBuilder();
    headers.forEach(
        header ->
            all.append(header.getName()).append(": ").append(header.getValue()).append("\r\n"));
    return all.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public InputStream getInputStream() {
    return new ByteArrayInputStream(bytes());
  }

  @Override
  public Publisher<ByteBuffer> reactiveBytes() {
    return Mono.fromCallable(() -> ByteBuffer.wrap(bytes()));
  }

  @Override
  public long size() throws MailboxException {
    return bytes().length;
  }
}
