package dev.freehold.files;

import java.util.List;
import java.util.Optional;

/**
 * A page of a listing, in the order of the names' UTF-8 bytes.
 *
 * @param documents the documents
 * @param commonPrefixes what other names begin with, up to the delimiter and with it
 * @param next what to begin the next page after; empty if this is the last
 */
public record DocumentPage(
    List<Document> documents, List<String> commonPrefixes, Optional<String> next) {}
