package dev.freehold.mail.envelope;

import dev.freehold.mail.MailLimits;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.util.ByteSequence;

/** What the body parts of a message say: whether one is an attachment, how the text begins. */
final class MimeParts {

  private static final String MIXED = "multipart/mixed";

  private boolean hasBegun;
  private boolean isCutOff;
  private String mediaType = "";
  private boolean hasAttachment;
  private String preview = "";
  private Disposition disposition = Disposition.NONE;

  /** The header of the message was read. */
  void begin(boolean isMessageCutOff) {
    hasBegun = true;
    isCutOff = isMessageCutOff;
  }

  private void noteTop(MimeTokenStream stream) {
    String type = typeOf(stream.getBodyDescriptor());
    if (mediaType.isEmpty() && type.length() <= MailLimits.MAX_MEDIA_TYPE_CHARS) {
      mediaType = type;
    }
  }

  private static String typeOf(BodyDescriptor part) {
    return part.getMimeType() == null ? "" : part.getMimeType().toLowerCase(Locale.ROOT);
  }

  boolean hasBegun() {
    return hasBegun;
  }

  String mediaType() {
    return mediaType;
  }

  boolean hasAttachment() {
    return hasAttachment || (isCutOff && mediaType.equals(MIXED));
  }

  String preview() {
    return preview;
  }

  /** Reads the parts behind the header. */
  void read(MimeTokenStream stream) throws IOException, MimeException {
    int depth = 0;
    for (EntityState state = stream.next();
        state != EntityState.T_END_OF_STREAM && depth <= MailLimits.MAX_MIME_DEPTH;
        state = stream.next()) {
      switch (state) {
        case T_START_HEADER -> disposition = Disposition.NONE;
        case T_FIELD -> noteDisposition(stream);
        case T_START_MULTIPART -> {
          noteTop(stream);
          depth++;
        }
        case T_END_MULTIPART -> depth--;
        case T_BODY -> {
          noteTop(stream);
          readPart(stream, depth == 0);
        }
        default -> {}
      }
    }
  }

  private void noteDisposition(MimeTokenStream stream) {
    if (!stream.getField().getNameLowerCase().equals("content-disposition")) {
      return;
    }
    ByteSequence raw = stream.getField().getRaw();
    byte[] bytes = raw.toByteArray();
    String text = HeaderText.unfolded(bytes, 0, bytes.length).toLowerCase(Locale.ROOT);
    String value = text.substring(text.indexOf(':') + 1).strip();
    disposition =
        value.startsWith("attachment")
            ? Disposition.ATTACHMENT
            : value.contains("filename") ? Disposition.NAMED : Disposition.NONE;
  }

  private void readPart(MimeTokenStream stream, boolean isWholeMessage) throws IOException {
    BodyDescriptor part = stream.getBodyDescriptor();
    String type = typeOf(part);
    boolean isText = type.startsWith("text/");
    if (isAttachment(type, isText, isWholeMessage)) {
      hasAttachment = true;
    } else if (isText && preview.isEmpty()) {
      preview = preview(stream.getDecodedInputStream(), part, type.equals("text/html"));
    }
  }

  private boolean isAttachment(String type, boolean isText, boolean isWholeMessage) {
    return switch (disposition) {
      case ATTACHMENT -> true;
      case NAMED -> !isText;
      case NONE -> !isWholeMessage && (type.equals("message/rfc822") || isApplication(type));
    };
  }

  /** Signatures and the parts of encrypted messages are no attachments. */
  private static boolean isApplication(String type) {
    return type.startsWith("application/")
        && !type.endsWith("-signature")
        && !type.endsWith("-encrypted");
  }

  private static String preview(InputStream decoded, BodyDescriptor part, boolean isHtml)
      throws IOException {
    byte[] start = decoded.readNBytes(MailLimits.MAX_PREVIEW_SOURCE_CHARS);
    String charset = part.getCharset() == null ? "us-ascii" : part.getCharset();
    String text = MailCharsets.decode(start, charset);
    return PreviewText.of(isHtml ? HtmlText.of(text) : text);
  }

  /** What the header of the part that is being read says of its place. */
  private enum Disposition {
    NONE,
    NAMED,
    ATTACHMENT
  }
}
