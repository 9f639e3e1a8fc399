package dev.freehold.files.documents;

import dev.freehold.files.FilesLimits;
import java.util.Optional;

/**
 * Which documents a page of a list contains.
 *
 * @param prefix the beginning of their names; empty for all
 * @param delimiter names that contain it after the prefix are cut there and listed as common
 *     prefixes
 * @param after the last name or common prefix of the page before; empty for the first page
 * @param max the largest number of documents and common prefixes on the page, 0 to {@link
 *     FilesLimits#MAX_PAGE_ENTRIES}
 */
public record DocumentSelection(String prefix, Optional<String> delimiter, String after, int max) {}
