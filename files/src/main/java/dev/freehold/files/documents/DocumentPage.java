package dev.freehold.files.documents;

import java.util.List;
import java.util.Optional;

/**
 * A page of a listing, in the order of the names' UTF-8 bytes.
 *
 * @param documents the documents, without their properties
 * @param damaged the names of documents whose rows were changed or damaged
 * @param commonPrefixes the common beginnings of other names, up to and including the delimiter
 * @param next where the next page begins; empty if this is the last
 */
public record DocumentPage(
    List<Document> documents,
    List<String> damaged,
    List<String> commonPrefixes,
    Optional<String> next) {

  boolean isEmpty() {
    return documents.isEmpty() && damaged.isEmpty() && commonPrefixes.isEmpty();
  }
}
