package dev.freehold.files.documents;

import dev.freehold.files.parts.ByteSpan;

/** Decides which bytes of a document a reader gets, once the document's length is known. */
@FunctionalInterface
public interface WantedBytes {

  /**
   * The bytes that are wanted, which must lie within the document. It is asked inside a transaction
   * and may be asked again, about a document that replaced this one. What it throws ends the
   * opening, before any content is touched.
   */
  ByteSpan of(Document document);
}
