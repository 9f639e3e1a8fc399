package dev.freehold.content.blob.s3;

import dev.freehold.content.ContentLimits;

/**
 * How large the parts of an upload are, so that as many as S3 takes hold the largest blob that it
 * may become, and a writer needs no more memory for it than it must.
 */
record PartSizes(int laterBytes) {

  private static final long ROUND_BYTES = 1 << 20;

  /** For a blob of {@code maxBytes} at most. */
  static PartSizes upTo(long maxBytes) {
    long small = (long) ContentLimits.S3_PARTS_MAX * ContentLimits.S3_PART_BYTES;
    if (maxBytes <= small) {
      return new PartSizes(ContentLimits.S3_PART_BYTES);
    }
    long rest =
        Math.min(maxBytes, ContentLimits.S3_BLOB_MAX_BYTES)
            - (long) ContentLimits.S3_SMALL_PARTS * ContentLimits.S3_PART_BYTES;
    long parts = ContentLimits.S3_PARTS_MAX - ContentLimits.S3_SMALL_PARTS;
    long rounded = Math.ceilDiv(Math.ceilDiv(rest, parts), ROUND_BYTES) * ROUND_BYTES;
    return new PartSizes(Math.toIntExact(rounded));
  }

  /** The size of the part {@code number}, from 1, unless it is the last. */
  int bytes(int number) {
    return number <= ContentLimits.S3_SMALL_PARTS ? ContentLimits.S3_PART_BYTES : laterBytes;
  }
}
