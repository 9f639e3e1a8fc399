package dev.freehold.files.documents;

import java.util.List;
import java.util.Optional;

/**
 * A page of a listing, in the order of the names' UTF-8 bytes.
 *
 * @param documents the documents
 * @param damaged the names of documents whose rows are not what was sealed
 * @param commonPrefixes what other names begin with, up to the delimiter and with it
 * @param next what to begin the next page after; empty if this is the last
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
