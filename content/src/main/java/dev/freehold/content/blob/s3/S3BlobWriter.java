package dev.freehold.content.blob.s3;

import dev.freehold.content.ContentLimits;
import dev.freehold.content.blob.BoundedBlobWriter;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Gathers a part in memory and sends it when more comes. What fits into one part is sent by one
 * request when it is committed; only then does anything of it leave this process.
 */
final class S3BlobWriter extends BoundedBlobWriter {

  private final S3BlobStore store;
  private final String key;
  private final PartSizes sizes;
  private final PartBuffer part;
  private S3Upload upload;

  S3BlobWriter(S3BlobStore store, String key, long maxBytes) {
    super(Math.min(maxBytes, ContentLimits.S3_BLOB_MAX_BYTES));
    this.store = store;
    this.key = key;
    this.sizes = PartSizes.upTo(maxBytes);
    this.part = new PartBuffer(maxBytes);
  }

  String key() {
    return key;
  }

  @Override
  protected void append(byte[] bytes, int offset, int length) {
    int from = offset;
    int left = length;
    while (left > 0) {
      int room = sizes.bytes(upload == null ? 1 : upload.nextPart()) - part.bytes();
      if (room == 0) {
        send();
        continue;
      }
      int count = Math.min(left, room);
      part.append(bytes, from, count);
      from += count;
      left -= count;
    }
  }

  private void send() {
    try {
      if (upload == null) {
        upload = store.beginUpload(key);
      }
      upload.upload(part);
      part.clear();
    } catch (SdkException failure) {
      throw S3Failure.of("writing a blob", failure);
    }
  }

  @Override
  protected void publish() {
    try {
      if (upload == null) {
        store.put(key, part.body());
      } else {
        upload.upload(part);
        upload.complete();
      }
    } catch (SdkException failure) {
      throw S3Failure.of("committing a blob", failure);
    }
    store.forget(this);
  }

  @Override
  protected void discard() {
    if (upload != null) {
      upload.abort();
    }
    store.forget(this);
  }
}
