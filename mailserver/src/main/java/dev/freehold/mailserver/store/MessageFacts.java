package dev.freehold.mailserver.store;

import java.io.IOException;
import java.io.InputStream;
import org.apache.james.mailbox.store.mail.model.impl.Properties;
import org.apache.james.mailbox.store.mail.model.impl.PropertyBuilder;
import org.apache.james.mailbox.store.streaming.CountingInputStream;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.field.LenientFieldParser;
import org.apache.james.mime4j.message.DefaultBodyDescriptorBuilder;
import org.apache.james.mime4j.message.MaximalBodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/**
 * What BODYSTRUCTURE says of a message that has no parts. It is read from the message when it is
 * asked for: nothing of it is stored.
 */
final class MessageFacts {

  private MessageFacts() {}

  /**
   * Reads a message's header; of one that cannot be parsed nothing is known. Of text it reads the
   * body too, to count its lines.
   *
   * @throws IOException if and only if the stream throws it
   */
  static Properties read(InputStream message) throws IOException {
    MimeTokenStream tokens =
        new MimeTokenStream(
            MessageStructure.BOUNDED,
            new DefaultBodyDescriptorBuilder(null, new LenientFieldParser(), DecodeMonitor.SILENT));
    tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
    tokens.parse(message);
    try {
      EntityState state = tokens.next();
      while (state != EntityState.T_BODY
          && state != EntityState.T_END_OF_STREAM
          && state != EntityState.T_START_MULTIPART) {
        state = tokens.next();
      }
      return properties(tokens, state);
    } catch (MimeException e) {
      PropertyBuilder unknown = new PropertyBuilder();
      unknown.setMediaType("application");
      unknown.setSubType("octet-stream");
      return unknown.build();
    }
  }

  private static Properties properties(MimeTokenStream tokens, EntityState state)
      throws IOException {
    MaximalBodyDescriptor body = (MaximalBodyDescriptor) tokens.getBodyDescriptor();
    String mediaType = body.getMediaType();
    PropertyBuilder made = new PropertyBuilder();
    made.setMediaType(mediaType == null ? "text" : mediaType);
    made.setSubType(mediaType == null ? "plain" : body.getSubType());
    made.setContentID(body.getContentId());
    made.setContentDescription(body.getContentDescription());
    made.setContentLocation(body.getContentLocation());
    made.setContentMD5(body.getContentMD5Raw());
    made.setContentTransferEncoding(body.getTransferEncoding());
    made.setContentLanguage(body.getContentLanguage());
    made.setContentDispositionType(body.getContentDispositionType());
    made.setContentDispositionParameters(body.getContentDispositionParameters());
    made.setContentTypeParameters(body.getContentTypeParameters());
    String charset = body.getCharset();
    if (charset != null) {
      made.setCharset(charset);
    } else if ("text".equalsIgnoreCase(made.build().getMediaType())) {
      made.setCharset("us-ascii");
    }
    if ("text".equalsIgnoreCase(made.build().getMediaType()) && state == EntityState.T_BODY) {
      try (CountingInputStream text = new CountingInputStream(tokens.getInputStream())) {
        text.readAll();
        made.setTextualLineCount((long) text.getLineCount());
      }
    }
    return made.build();
  }
}
