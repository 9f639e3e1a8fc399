package dev.freehold.content.blob;

import java.util.List;
import java.util.Optional;

/**
 * A part of a listing.
 *
 * @param entries the blobs, in the order of their names
 * @param next where to go on, or nothing if this was the last page
 */
public record BlobPage(List<BlobEntry> entries, Optional<BlobName> next) {

  /** Copies the list. */
  public BlobPage {
    entries = List.copyOf(entries);
  }
}
