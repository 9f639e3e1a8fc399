package dev.freehold.web.multipart;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartCompliance;
import org.eclipse.jetty.io.Content;

/**
 * Reads a {@code multipart/form-data} body that is in memory. It has at most sixteen parts, of
 * which one may be a file. Nothing goes into a temporary file. For one body.
 */
public final class MultipartReader extends MultiPart.AbstractPartsListener {

  private static final int MAX_PARTS = 16;
  private static final int MAX_PART_HEADERS_BYTES = 1 << 10;
  private static final int MAX_BOUNDARY_CHARS = 70;

  private final Map<String, String> fields = new HashMap<>();
  private final Map<String, byte[]> files = new HashMap<>();
  private final Set<String> names = new HashSet<>();
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private Optional<String> refusal = Optional.empty();
  private boolean isComplete;

  private MultipartReader() {}

  /**
   * Reads a body.
   *
   * @param contentType the header, which names what stands between the parts
   * @throws MalformedMultipartException if it is not one, ends too early, has too many parts or
   *     several files, or a field comes more than once or is no text in UTF-8
   */
  public static MultipartContent read(String contentType, byte[] body)
      throws MalformedMultipartException {
    MultipartReader reader = new MultipartReader();
    MultiPart.Parser parser =
        new MultiPart.Parser(boundary(contentType), MultiPartCompliance.RFC7578_STRICT, reader);
    parser.setMaxParts(MAX_PARTS);
    parser.setPartHeadersMaxLength(MAX_PART_HEADERS_BYTES);
    parser.parse(Content.Chunk.from(ByteBuffer.wrap(body), true));
    if (reader.refusal.isPresent()) {
      throw new MalformedMultipartException(reader.refusal.get());
    }
    if (!reader.isComplete) {
      throw new MalformedMultipartException("the form body ends too early");
    }
    return new MultipartContent(reader.fields, reader.files);
  }

  private static String boundary(String contentType) throws MalformedMultipartException {
    try {
      String boundary = MultiPart.extractBoundary(contentType);
      if (boundary != null && !boundary.isEmpty() && boundary.length() <= MAX_BOUNDARY_CHARS) {
        return boundary;
      }
    } catch (IllegalArgumentException notQuoted) {
      // Said below.
    }
    throw new MalformedMultipartException("the type of the form body names no boundary");
  }

  @Override
  public void onPartContent(Content.Chunk chunk) {
    ByteBuffer bytes = chunk.getByteBuffer();
    byte[] copied = new byte[bytes.remaining()];
    bytes.get(copied);
    content.writeBytes(copied);
  }

  @Override
  public void onPart(String name, String fileName, HttpFields headers) {
    byte[] bytes = content.toByteArray();
    content.reset();
    if (name == null || name.isEmpty()) {
      refuse("a part of the form body has no name");
    } else if (headers.contains(HttpHeader.CONTENT_TRANSFER_ENCODING)) {
      refuse("a part of the form body is encoded; send it as it is");
    } else if (!names.add(name.toLowerCase(Locale.ROOT))) {
      refuse("a field of the form came more than once; send it once");
    } else if (fileName == null) {
      text(bytes).ifPresentOrElse(text -> fields.put(name, text), this::refuseBytes);
    } else if (!fileName.isEmpty() || bytes.length > 0) {
      // A browser sends a file without name and content where nobody has chosen one.
      files.put(name, bytes);
      if (files.size() > 1) {
        refuse("the form takes one file");
      }
    }
  }

  @Override
  public void onComplete() {
    super.onComplete();
    isComplete = true;
  }

  @Override
  public void onViolation(MultiPartCompliance.Violation violation) {
    onFailure(new IOException(violation.getDescription()));
  }

  @Override
  public void onFailure(Throwable failure) {
    refuse("the form body is not multipart/form-data of at most %d parts".formatted(MAX_PARTS));
  }

  private void refuseBytes() {
    refuse("a field of the form is not text in UTF-8");
  }

  private void refuse(String reason) {
    if (refusal.isEmpty()) {
      refusal = Optional.of(reason);
    }
  }

  private static Optional<String> text(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException notText) {
      return Optional.empty();
    }
  }
}
