package dev.freehold.content.blob.s3;

import java.time.Instant;
import java.util.function.Predicate;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.paginators.ListMultipartUploadsIterable;

/** Finds and ends multipart uploads whose writer is gone. */
record AbandonedUploads(S3Client client, String bucket, S3Keys keys) {

  /**
   * Aborts uploads of blobs.
   *
   * @param before only those that got nothing since
   * @param isOpen whether a writer of this process writes to a key
   * @return how many were aborted, {@code max} at most
   */
  int abort(Instant before, int max, Predicate<String> isOpen) {
    int aborted = 0;
    ListMultipartUploadsIterable pages =
        client.listMultipartUploadsPaginator(r -> r.bucket(bucket).prefix(keys.prefix()));
    for (MultipartUpload upload : pages.uploads()) {
      if (aborted == max) {
        break;
      }
      if (keys.name(upload.key()).isPresent()
          && upload.initiated().isBefore(before)
          && !isOpen.test(upload.key())
          && abortIfIdle(upload, before)) {
        aborted++;
      }
    }
    return aborted;
  }

  private boolean abortIfIdle(MultipartUpload upload, Instant before) {
    try {
      // An upload may have begun long ago and be under way in another process.
      boolean idle =
          client
              .listPartsPaginator(
                  r -> r.bucket(bucket).key(upload.key()).uploadId(upload.uploadId()))
              .parts()
              .stream()
              .allMatch(part -> part.lastModified().isBefore(before));
      if (idle) {
        client.abortMultipartUpload(
            r -> r.bucket(bucket).key(upload.key()).uploadId(upload.uploadId()));
      }
      return idle;
    } catch (NoSuchUploadException endedMeanwhile) {
      return false;
    }
  }
}
