package dev.freehold.files.documents;

import dev.freehold.files.parts.ByteSpan;

/** What somebody wants to read of a document, said when it is known which document it is. */
@FunctionalInterface
public interface WantedBytes {

  /**
   * The bytes that are wanted, which must lie within the document. It is asked inside a transaction
   * and may be asked again, about a document that took the place of this one. What it throws ends
   * the opening, before any content is touched.
   */
  ByteSpan of(Document document);
}
