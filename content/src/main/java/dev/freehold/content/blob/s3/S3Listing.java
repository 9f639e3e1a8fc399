package dev.freehold.content.blob.s3;

import dev.freehold.content.ContentLimits;
import dev.freehold.content.blob.BlobArea;
import dev.freehold.content.blob.BlobEntry;
import dev.freehold.content.blob.BlobName;
import dev.freehold.content.blob.BlobPage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** One page of a store's blobs, in the order of their keys. What is no blob is skipped. */
record S3Listing(S3Client client, String bucket, S3Keys keys) {

  BlobPage page(BlobArea area, Optional<BlobName> after, int max) {
    List<BlobEntry> entries = new ArrayList<>();
    String last = after.map(keys::of).orElse("");
    boolean more = true;
    while (more && entries.size() < max) {
      ListObjectsV2Response found = request(area, last, max - entries.size());
      for (S3Object object : found.contents()) {
        last = object.key();
        keys.name(last).map(name -> entry(name, object)).ifPresent(entries::add);
      }
      more = found.isTruncated() && !found.contents().isEmpty();
    }
    return new BlobPage(entries, more ? Optional.of(entries.getLast().name()) : Optional.empty());
  }

  private ListObjectsV2Response request(BlobArea area, String after, int max) {
    return client.listObjectsV2(
        r -> {
          r.bucket(bucket).prefix(keys.of(area)).maxKeys(max);
          if (!after.isEmpty()) {
            r.startAfter(after);
          }
        });
  }

  private static BlobEntry entry(BlobName name, S3Object object) {
    return new BlobEntry(name, object.size(), writtenAtTheLatest(object));
  }

  /**
   * S3 dates what came in several parts by the beginning of its upload. Taken at its word, a blob
   * whose upload took a day would be an orphan the moment that it is there.
   */
  private static Instant writtenAtTheLatest(S3Object object) {
    return object.size() <= ContentLimits.S3_PART_BYTES
        ? object.lastModified()
        : object.lastModified().plusSeconds(ContentLimits.S3_UPLOAD_MAX_SECONDS);
  }
}
