package dev.freehold.content.blob.s3;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.content.ContentLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;

/** A multipart upload: invisible until it is complete. For one thread. */
final class S3Upload {

  private final S3Client client;
  private final String bucket;
  private final String key;
  private final InstantSource clock;
  private final Instant begunAt;
  private final String id;
  private final List<CompletedPart> parts = new ArrayList<>();
  private long uploadedBytes;

  /** Begins one. */
  S3Upload(S3Client client, String bucket, String key, InstantSource clock) {
    this.client = client;
    this.bucket = bucket;
    this.key = key;
    this.clock = clock;
    this.begunAt = clock.instant();
    this.id = client.createMultipartUpload(r -> r.bucket(bucket).key(key)).uploadId();
  }

  /** The number of the part that comes next, from 1. */
  int nextPart() {
    return parts.size() + 1;
  }

  void upload(PartBuffer part) {
    int number = nextPart();
    String etag =
        client
            .uploadPart(r -> r.bucket(bucket).key(key).uploadId(id).partNumber(number), part.body())
            .eTag();
    parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
    uploadedBytes += part.bytes();
  }

  /** Makes the object visible. */
  void complete() {
    requireRecent();
    try {
      client.completeMultipartUpload(
          r -> r.bucket(bucket).key(key).uploadId(id).multipartUpload(u -> u.parts(parts)));
    } catch (NoSuchUploadException gone) {
      // The SDK repeats a request whose answer was lost, and the upload ends with the first.
      if (!isThere()) {
        throw gone;
      }
    }
  }

  /** Throws away what was uploaded; what cannot be is found by a sweep. */
  void abort() {
    try {
      client.abortMultipartUpload(r -> r.bucket(bucket).key(key).uploadId(id));
    } catch (SdkException left) {
      // It is not visible as a blob; discardAbandoned aborts it.
    }
  }

  private boolean isThere() {
    return client.headObject(r -> r.bucket(bucket).key(key)).contentLength() == uploadedBytes;
  }

  private void requireRecent() {
    Duration age = Duration.between(begunAt, clock.instant());
    if (age.toSeconds() > ContentLimits.S3_UPLOAD_MAX_SECONDS) {
      throw new ContentException(
          ContentError.STORE_FAILED,
          "the upload of a blob takes at most %d s; send it again on a faster connection"
              .formatted(ContentLimits.S3_UPLOAD_MAX_SECONDS));
    }
  }
}
