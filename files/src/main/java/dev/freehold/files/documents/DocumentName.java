package dev.freehold.files.documents;

import dev.freehold.files.FilesError;
import dev.freehold.files.FilesException;
import dev.freehold.files.FilesLimits;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The rule for names of documents, and their bytes, which order them. */
public final class DocumentName {

  private DocumentName() {}

  /**
   * The UTF-8 bytes of a name that a document may have.
   *
   * @throws FilesException {@code document-name-invalid}
   */
  public static byte[] bytes(String name) {
    byte[] bytes = utf8(name);
    if (bytes.length == 0 || bytes.length > FilesLimits.MAX_NAME_BYTES) {
      throw invalid();
    }
    return bytes;
  }

  /**
   * The UTF-8 bytes of any text that is compared with names.
   *
   * @throws FilesException {@code document-name-invalid} if it is no well-formed text
   */
  static byte[] utf8(String text) {
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw invalid();
    }
  }

  /** The name that these bytes are. */
  public static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static FilesException invalid() {
    return new FilesException(
        FilesError.DOCUMENT_NAME_INVALID,
        "the name of a document is 1 to %d bytes of well-formed UTF-8"
            .formatted(FilesLimits.MAX_NAME_BYTES));
  }
}
