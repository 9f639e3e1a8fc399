package dev.freehold.content.blob;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import java.io.OutputStream;
import java.util.Objects;

/**
 * What every blob in the making keeps to, wherever its bytes go: it has a bound, and once a write
 * or a commit has failed, nothing of it can be committed. Not safe for use by several threads at
 * once.
 */
public abstract class BoundedBlobWriter implements BlobWriter {

  private enum State {
    OPEN,
    FAILED,
    COMMITTED,
    CLOSED
  }

  private final long maxBytes;
  private long writtenBytes;
  private State state = State.OPEN;

  /** Begins a blob of at most {@code maxBytes}. */
  protected BoundedBlobWriter(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * Takes bytes, within the bound.
   *
   * @throws ContentException if they cannot be kept; then nothing more is appended
   */
  protected abstract void append(byte[] bytes, int offset, int length);

  /**
   * Makes the blob durable and visible, see {@link BlobWriter#commit}.
   *
   * @throws ContentException if it is not
   */
  protected abstract void publish();

  /** Throws away what was appended and not published. Never throws. */
  protected abstract void discard();

  @Override
  public final OutputStream stream() {
    return new Appending();
  }

  @Override
  public final long writtenBytes() {
    return writtenBytes;
  }

  @Override
  public final void commit() {
    requireOpen();
    state = State.FAILED;
    publish();
    state = State.COMMITTED;
  }

  @Override
  public final void close() {
    if (state == State.CLOSED || state == State.COMMITTED) {
      return;
    }
    state = State.CLOSED;
    discard();
  }

  private void write(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    requireOpen();
    state = State.FAILED;
    if (length > maxBytes - writtenBytes) {
      throw new ContentException(
          ContentError.BLOB_TOO_LARGE,
          "the blob exceeds its bound of %d bytes; nothing of it was kept".formatted(maxBytes));
    }
    append(bytes, offset, length);
    writtenBytes += length;
    state = State.OPEN;
  }

  private void requireOpen() {
    if (state != State.OPEN) {
      throw new IllegalStateException("this blob is no longer being written: " + state);
    }
  }

  private final class Appending extends OutputStream {

    @Override
    public void write(int b) {
      BoundedBlobWriter.this.write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      BoundedBlobWriter.this.write(bytes, offset, length);
    }
  }
}
