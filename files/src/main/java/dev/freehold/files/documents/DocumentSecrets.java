package dev.freehold.files.documents;

import dev.freehold.files.FilesException;
import dev.freehold.files.keys.RowFacts;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The facts about a document or an upload that must not be in clear in SQL.
 *
 * <p>Encoded as version (1 byte, 2) | {@link RowFacts} | length of the ETag (1) | ETag in ASCII |
 * length of the name (2) | name in UTF-8 | properties as JSON. The name is here although the index
 * has it too, so that the index can be rebuilt and a row that was moved to another's place is
 * detected. Version 1, of earlier builds, has no facts. Nobody can write either without the key.
 *
 * @param name the document's name
 * @param etag its ETag; empty for an upload
 * @param properties what the client stored with it
 */
public record DocumentSecrets(String name, String etag, DocumentProperties properties) {

  private static final byte WITHOUT_FACTS = 1;
  private static final byte VERSION = 2;

  /**
   * The bytes to seal.
   *
   * @param facts what the row says in clear
   * @throws FilesException {@code document-properties-too-large}
   */
  public byte[] encode(RowFacts facts) {
    byte[] nameBytes = DocumentName.bytes(name);
    byte[] etagBytes = etag.getBytes(StandardCharsets.US_ASCII);
    byte[] json = PropertiesJson.encode(properties);
    ByteBuffer encoded =
        ByteBuffer.allocate(4 + RowFacts.BYTES + etagBytes.length + nameBytes.length + json.length)
            .put(VERSION);
    facts.encode(encoded);
    return encoded
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
   * @param row what the row says in clear, which has to be what was sealed
   * @throws dev.freehold.crypto.CryptoException if it is not
   * @throws FilesException {@code document-properties-unreadable}
   */
  public static DocumentSecrets decode(byte[] encoded, RowFacts row) {
    ByteBuffer in = ByteBuffer.wrap(encoded);
    try {
      byte version = in.get();
      if (version == VERSION) {
        row.requireSealed(in);
      } else if (version != WITHOUT_FACTS) {
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
