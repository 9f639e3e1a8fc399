package dev.freehold.files.documents;

import dev.freehold.files.parts.ByteSpan;
import java.io.InputStream;
import java.util.Objects;

/**
 * A document that is open for reading, as a whole or in part, for one thread; close it when done.
 * Overwriting or deleting the document meanwhile does not affect it.
 */
public final class OpenDocument implements AutoCloseable {

  private final Document document;
  private final ByteSpan opened;
  private final DocumentPieces pieces;

  OpenDocument(Document document, ByteSpan opened, DocumentPieces pieces) {
    this.document = document;
    this.opened = opened;
    this.pieces = pieces;
  }

  /** The document that is open. */
  public Document document() {
    return document;
  }

  /**
   * A part of the content; ask for the next one when this one is read. Its reads throw unchecked:
   * {@link dev.freehold.custody.KeyAccessException} when access ended, {@link
   * dev.freehold.content.ContentException} with {@code object-corrupt} when the content is not what
   * was sealed.
   *
   * @throws IndexOutOfBoundsException unless it lies within what was opened
   */
  public InputStream stream(long from, long length) {
    Objects.checkFromIndexSize(from - opened.from(), length, opened.length());
    return new PiecesInput(pieces, from, length);
  }

  /** Overwrites the keys and releases the content. Streams that are still open fail. */
  @Override
  public void close() {
    pieces.close();
  }
}
