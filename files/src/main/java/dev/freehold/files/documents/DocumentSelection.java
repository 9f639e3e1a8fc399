package dev.freehold.files.documents;

import dev.freehold.files.FilesLimits;
import java.util.Optional;

/**
 * The documents that a page of a listing has.
 *
 * @param prefix what their names begin with; empty for all
 * @param delimiter where names are cut: those that have it after the prefix are summed up as common
 *     prefixes
 * @param after the name or common prefix after which the page begins; empty for the beginning
 * @param max how many documents and common prefixes the page has at most, 0 to {@link
 *     FilesLimits#MAX_PAGE_ENTRIES}
 */
public record DocumentSelection(String prefix, Optional<String> delimiter, String after, int max) {}
