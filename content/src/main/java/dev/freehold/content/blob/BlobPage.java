package dev.freehold.content.blob;

import java.util.List;
import java.util.Optional;

/**
 * A page of a listing.
 *
 * @param entries the blobs, in the order of their names
 * @param next where the next page begins; empty if this is the last one
 */
public record BlobPage(List<BlobEntry> entries, Optional<BlobName> next) {

  /** Copies the list. */
  public BlobPage {
    entries = List.copyOf(entries);
  }
}
