package dev.freehold.content.blob.s3;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.content.ContentLimits;
import dev.freehold.content.blob.BlobWriter;
import java.io.OutputStream;
import java.util.Objects;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Gathers a part in memory and sends it when more comes. What fits into one part is sent by one
 * request when it is committed; only then does anything of it leave this process.
 */
final class S3BlobWriter implements BlobWriter {

  private enum State {
    OPEN,
    FAILED,
    COMMITTED,
    CLOSED
  }

  private final S3BlobStore store;
  private final String key;
  private final long maxBytes;
  private final PartSizes sizes;
  private final PartBuffer part;
  private S3Upload upload;
  private long writtenBytes;
  private State state = State.OPEN;

  S3BlobWriter(S3BlobStore store, String key, long maxBytes) {
    this.store = store;
    this.key = key;
    this.maxBytes = Math.min(maxBytes, ContentLimits.S3_BLOB_MAX_BYTES);
    this.sizes = PartSizes.upTo(maxBytes);
    this.part = new PartBuffer(maxBytes);
  }

  String key() {
    return key;
  }

  @Override
  public OutputStream stream() {
    return new Parts();
  }

  @Override
  public long writtenBytes() {
    return writtenBytes;
  }

  @Override
  public void commit() {
    requireOpen();
    state = State.FAILED;
    try {
      if (upload == null) {
        store.put(key, part.body());
      } else {
        upload.upload(part);
        upload.complete();
      }
      state = State.COMMITTED;
      store.forget(this);
    } catch (SdkException failure) {
      throw S3Failure.of("committing a blob", failure);
    }
  }

  @Override
  public void close() {
    if (state == State.CLOSED || state == State.COMMITTED) {
      return;
    }
    state = State.CLOSED;
    if (upload != null) {
      upload.abort();
    }
    store.forget(this);
  }

  private void write(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    requireOpen();
    if (length > maxBytes - writtenBytes) {
      state = State.FAILED;
      throw new ContentException(
          ContentError.BLOB_TOO_LARGE,
          "the blob exceeds its bound of %d bytes; nothing of it was kept".formatted(maxBytes));
    }
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
    writtenBytes += length;
  }

  private void send() {
    try {
      if (upload == null) {
        upload = store.beginUpload(key);
      }
      upload.upload(part);
      part.clear();
    } catch (SdkException failure) {
      state = State.FAILED;
      throw S3Failure.of("writing a blob", failure);
    }
  }

  private void requireOpen() {
    if (state != State.OPEN) {
      throw new IllegalStateException("this blob is no longer being written: " + state);
    }
  }

  private final class Parts extends OutputStream {

    @Override
    public void write(int b) {
      S3BlobWriter.this.write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      S3BlobWriter.this.write(bytes, offset, length);
    }
  }
}
