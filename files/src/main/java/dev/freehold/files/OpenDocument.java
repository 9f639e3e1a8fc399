package dev.freehold.files;

import java.io.InputStream;

/**
 * A document that is open for reading, for one thread; close it when done. An overwrite or deletion
 * meanwhile does not concern it.
 */
public final class OpenDocument implements AutoCloseable {

  private final Document document;

  OpenDocument(Document document) {
    this.document = document;
  }

  /** The document that is open. */
  public Document document() {
    return document;
  }

  /**
   * A part of the content. Its reads throw unchecked: {@link
   * dev.freehold.custody.KeyAccessException} when access ended, {@link
   * dev.freehold.content.ContentException} with {@code object-corrupt} when the content is not what
   * was sealed.
   *
   * @throws IndexOutOfBoundsException unless it lies within the document
   */
  public InputStream stream(long from, long length) {
    return Pending.now();
  }

  @Override
  public void close() {}
}
