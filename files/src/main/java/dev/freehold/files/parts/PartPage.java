package dev.freehold.files.parts;

import dev.freehold.crypto.CryptoError;
import dev.freehold.crypto.CryptoException;
import dev.freehold.files.documents.Document;
import dev.freehold.persistence.RowIds;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A list of some objects of a document in parts, as it is sealed: version (1 byte, 1) | id of the
 * document (16) | its length (8) | the document's byte at which the page begins (8) | entries: id
 * of an object (16) | its length (8). The document and the position in it are sealed too, so that a
 * page that was put in another's place is detected.
 *
 * @param documentId the document's {@link Document#id}
 * @param documentBytes how long the whole document is
 * @param pieces the objects
 */
public record PartPage(UUID documentId, long documentBytes, Pieces pieces) {

  private static final byte VERSION = 1;
  private static final int ID_BYTES = 16;
  private static final int HEAD_BYTES = 1 + ID_BYTES + 2 * Long.BYTES;
  private static final int ENTRY_BYTES = ID_BYTES + Long.BYTES;

  /** The bytes to seal. */
  public byte[] encode() {
    ByteBuffer encoded =
        ByteBuffer.allocate(HEAD_BYTES + pieces.list().size() * ENTRY_BYTES)
            .put(VERSION)
            .put(RowIds.bytes(documentId))
            .putLong(documentBytes)
            .putLong(pieces.firstByte());
    for (Pieces.Piece piece : pieces.list()) {
      encoded.put(RowIds.bytes(piece.objectId())).putLong(piece.sizeBytes());
    }
    return encoded.array();
  }

  /**
   * Reads what {@link #encode} made.
   *
   * @throws CryptoException {@code HEADER_INVALID} if it is of another version
   */
  static PartPage decode(byte[] encoded) {
    ByteBuffer in = ByteBuffer.wrap(encoded);
    try {
      if (in.get() != VERSION) {
        throw unreadable();
      }
      UUID documentId = id(in);
      long documentBytes = in.getLong();
      long firstByte = in.getLong();
      List<Pieces.Piece> pieces = new ArrayList<>();
      while (in.hasRemaining()) {
        pieces.add(new Pieces.Piece(id(in), in.getLong()));
      }
      return new PartPage(documentId, documentBytes, new Pieces(firstByte, pieces));
    } catch (BufferUnderflowException cut) {
      throw unreadable();
    }
  }

  private static UUID id(ByteBuffer in) {
    return new UUID(in.getLong(), in.getLong());
  }

  private static CryptoException unreadable() {
    return new CryptoException(
        CryptoError.HEADER_INVALID,
        "a page of parts is of version 1; a newer program may have written this one");
  }
}
