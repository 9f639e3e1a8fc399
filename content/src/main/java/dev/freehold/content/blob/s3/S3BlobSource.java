package dev.freehold.content.blob.s3;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.content.ContentLimits;
import dev.freehold.content.blob.BlobSource;
import java.io.EOFException;
import java.io.IOException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Reads an object at any position. What is read in order comes from one request after another, each
 * for twice as much as the one before; a read elsewhere costs a request for just that. A connection
 * that breaks, as when a slow reader lets it idle, is taken up again where it broke.
 *
 * <p>Every answer must be of the object that was opened, by the tag that the store gives it:
 * otherwise the read fails.
 */
final class S3BlobSource implements BlobSource {

  private static final String READING = "reading a blob";

  private final S3Object object;
  private final S3Head head;

  @GuardedBy("this")
  private S3Window window;

  @GuardedBy("this")
  private long readAheadBytes = ContentLimits.S3_READ_AHEAD_MIN_BYTES;

  @GuardedBy("this")
  private boolean closed;

  private S3BlobSource(S3Object object, S3Head head) {
    this.object = object;
    this.head = head;
  }

  /** Reads the beginning of {@code object}; throws what the SDK does if it is not there. */
  static S3BlobSource open(S3Object object) {
    return new S3BlobSource(object, object.head());
  }

  @Override
  public long length() {
    return head.objectBytes();
  }

  @Override
  public synchronized void readFully(long position, byte[] target, int offset, int length)
      throws IOException {
    if (closed) {
      throw new IOException("the blob is closed; open it again");
    }
    if (position + length > head.objectBytes()) {
      throw new EOFException(
          "the blob ends at %d, before the end of the read".formatted(head.objectBytes()));
    }
    int copied = head.copy(position, target, offset, length);
    long next = position + copied;
    int at = offset + copied;
    int left = length - copied;
    int failures = 0;
    while (left > 0) {
      try {
        int count = windowAt(next, left).read(target, at, left);
        next += count;
        at += count;
        left -= count;
        failures = 0;
      } catch (IOException broken) {
        closeWindow();
        failures++;
        if (failures > ContentLimits.S3_READ_RESUMES_MAX) {
          throw S3Failure.of(READING, broken);
        }
      } catch (NoSuchKeyException deleted) {
        throw S3Failure.changed(deleted);
      } catch (SdkException failure) {
        throw S3Failure.of(READING, failure);
      }
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    closeWindow();
  }

  /** The window whose next byte is the one at {@code position}; opens it if need be. */
  @GuardedBy("this")
  private S3Window windowAt(long position, int wanted) {
    if (window != null && window.position() == position && !window.isAtEnd()) {
      return window;
    }
    boolean inOrder = position == head.bytes() || (window != null && window.end() == position);
    long bytes = inOrder ? Math.max(wanted, readAheadBytes) : wanted;
    readAheadBytes =
        inOrder
            ? Math.min(2 * readAheadBytes, ContentLimits.S3_READ_AHEAD_MAX_BYTES)
            : ContentLimits.S3_READ_AHEAD_MIN_BYTES;
    closeWindow();
    window = S3Window.open(object, head, position, Math.min(bytes, head.objectBytes() - position));
    return window;
  }

  @GuardedBy("this")
  private void closeWindow() {
    if (window != null) {
      window.close();
      window = null;
    }
  }
}
