package dev.freehold.content.blob.s3;

import java.util.Objects;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** How an object begins, how long it is, and what the store calls this content of it. Immutable. */
final class S3Head {

  static final S3Head OF_NOTHING = new S3Head(0, "", new byte[0]);

  private final long objectBytes;
  private final String etag;
  private final byte[] content;

  /** Takes over {@code content}. */
  S3Head(long objectBytes, String etag, byte[] content) {
    this.objectBytes = objectBytes;
    this.etag = etag;
    this.content = content;
  }

  /** The length of the whole object. */
  long objectBytes() {
    return objectBytes;
  }

  /** How much of it is here. */
  int bytes() {
    return content.length;
  }

  /** Whether an answer is of the same content. */
  boolean isOf(GetObjectResponse response) {
    return Objects.equals(etag, response.eTag()) && objectBytes == S3Object.total(response);
  }

  /** Copies what is here of {@code length} bytes from {@code position} on; returns how much. */
  int copy(long position, byte[] target, int offset, int length) {
    if (position >= content.length) {
      return 0;
    }
    int count = (int) Math.min(length, content.length - position);
    System.arraycopy(content, (int) position, target, offset, count);
    return count;
  }
}
