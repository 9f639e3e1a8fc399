package dev.freehold.files;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What is known of a document, or of an upload, and may not be in SQL in clear.
 *
 * <p>Encoded as version (1 byte, 1) | length of the ETag (1) | ETag in ASCII | length of the name
 * (2) | name in UTF-8 | properties as JSON. The name is there too, although the index has it, so
 * that an index can be made anew, and that a row cannot be put in another's place.
 *
 * @param name the document's name
 * @param etag its ETag; empty for an upload
 * @param properties what is kept beside it
 */
record DocumentSecrets(String name, String etag, DocumentProperties properties) {

  private static final byte VERSION = 1;

  /**
   * The bytes to seal.
   *
   * @throws FilesException {@code document-properties-too-large}
   */
  byte[] encode() {
    byte[] nameBytes = DocumentName.bytes(name);
    byte[] etagBytes = etag.getBytes(StandardCharsets.US_ASCII);
    byte[] json = PropertiesJson.encode(properties);
    return ByteBuffer.allocate(4 + etagBytes.length + nameBytes.length + json.length)
        .put(VERSION)
        .put((byte) etagBytes.length)
        .put(etagBytes)
        .putShort((short) nameBytes.length)
        .put(nameBytes)
        .put(json)
        .array();
  }

  /**
   * Reads what {@link #encode} made.
   *
   * @throws FilesException {@code document-properties-unreadable}
   */
  static DocumentSecrets decode(byte[] encoded) {
    ByteBuffer in = ByteBuffer.wrap(encoded);
    try {
      if (in.get() != VERSION) {
        throw PropertiesJson.unreadable();
      }
      String etag = text(in, Byte.toUnsignedInt(in.get()));
      String name = text(in, Short.toUnsignedInt(in.getShort()));
      byte[] json = new byte[in.remaining()];
      in.get(json);
      return new DocumentSecrets(name, etag, PropertiesJson.decode(json));
    } catch (BufferUnderflowException cut) {
      throw PropertiesJson.unreadable();
    }
  }

  private static String text(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Never shows what is sealed. */
  @Override
  public String toString() {
    return "DocumentSecrets[hidden]";
  }
}
