package dev.freehold.server.coverage;

import dev.freehold.content.ContentLimits;
import dev.freehold.content.blob.BlobArea;
import dev.freehold.content.blob.BlobEntry;
import dev.freehold.content.blob.BlobName;
import dev.freehold.content.blob.BlobPage;
import dev.freehold.content.blob.BlobStore;
import java.util.List;
import java.util.Optional;

/** Blobs in an S3 store, counted by listing them. */
final class RemotePlaces {

  private final String bucket;
  private final BlobStore blobs;

  /** {@code bucket} is how the report calls the store. */
  RemotePlaces(String bucket, BlobStore blobs) {
    this.bucket = bucket;
    this.blobs = blobs;
  }

  /**
   * Lists everything.
   *
   * @throws dev.freehold.content.ContentException if the store does not answer
   */
  List<Place> places() {
    return List.of(
        new Place(
            Area.BLOBS,
            bucket + "/objects",
            "messages, documents and parts of uploads: FLOE, AES-256-GCM; uploads under way, sealed"
                + " before they are sent; other names in the bucket are not looked at",
            Protection.sealed(Key.OWNER),
            count(BlobArea.OBJECTS)),
        new Place(
            Area.BLOBS,
            bucket + "/bundles",
            "key bundles: the wrapped keys of each tenant",
            Protection.wrapped(Key.HIERARCHY),
            count(BlobArea.BUNDLES)));
  }

  private Presence count(BlobArea area) {
    long files = 0;
    long bytes = 0;
    Optional<BlobName> after = Optional.empty();
    do {
      BlobPage page = blobs.list(area, after, ContentLimits.LIST_PAGE_MAX_ENTRIES);
      files += page.entries().size();
      bytes += page.entries().stream().mapToLong(BlobEntry::bytes).sum();
      after = page.next();
    } while (after.isPresent());
    return Presence.of(files, bytes);
  }
}
