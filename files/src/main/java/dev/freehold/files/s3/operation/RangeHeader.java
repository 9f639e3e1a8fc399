package dev.freehold.files.s3.operation;

import dev.freehold.files.s3.request.ErrorCode;
import dev.freehold.files.s3.request.S3Failures;

/**
 * A part of a document that a client asked for (RFC 9110, section 14.1.2).
 *
 * @param from the first byte, from 0
 * @param length how many bytes, at least 1 unless the whole document is empty
 */
record RangeHeader(long from, long length) {

  /**
   * The part of a document of {@code sizeBytes} that a {@code Range} header names. The handler has
   * let only single ranges of numbers through.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException {@code InvalidRange} if
   *     nothing of it is in the document
   */
  static RangeHeader of(String header, long sizeBytes) {
    int hyphen = header.indexOf('-');
    String first = header.substring("bytes=".length(), hyphen);
    String last = header.substring(hyphen + 1);
    long from;
    long to;
    if (first.isEmpty()) {
      from = Math.max(0, sizeBytes - Long.parseLong(last));
      to = sizeBytes - 1;
    } else {
      from = Long.parseLong(first);
      to = last.isEmpty() ? sizeBytes - 1 : Math.min(Long.parseLong(last), sizeBytes - 1);
    }
    if (from > to) {
      throw S3Failures.of(
          ErrorCode.INVALID_RANGE, "the range begins behind the object's last byte, or is empty");
    }
    return new RangeHeader(from, to - from + 1);
  }

  /** The {@code Content-Range} header that says which part it is. */
  String header(long sizeBytes) {
    return "bytes " + from + "-" + (from + length - 1) + "/" + sizeBytes;
  }
}
