package dev.freehold.content.blob;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Writes a temporary file and gives it its name at the end. */
final class FolderBlobWriter implements BlobWriter {

  /** Writes below this size are gathered, so that a short header costs no call of its own. */
  private static final int GATHER_BYTES = 8 << 10;

  private enum State {
    OPEN,
    FAILED,
    COMMITTED,
    CLOSED
  }

  private final FolderBlobStore store;
  private final BlobName name;
  private final Path temporary;
  private final Disk.DiskFile file;
  private final long maxBytes;
  private final byte[] gathered = new byte[GATHER_BYTES];
  private int gatheredBytes;
  private long writtenBytes;
  private State state = State.OPEN;

  FolderBlobWriter(
      FolderBlobStore store, BlobName name, Path temporary, Disk.DiskFile file, long maxBytes) {
    this.store = store;
    this.name = name;
    this.temporary = temporary;
    this.file = file;
    this.maxBytes = maxBytes;
  }

  @Override
  public OutputStream stream() {
    return new Gathering();
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
      flushGathered();
      file.sync();
      file.close();
      store.publish(temporary, name);
      state = State.COMMITTED;
      store.forget(temporary, true);
    } catch (IOException failure) {
      throw store.failures().of("committing a blob", failure);
    }
  }

  @Override
  public void close() {
    if (state == State.CLOSED || state == State.COMMITTED) {
      return;
    }
    state = State.CLOSED;
    try {
      file.close();
    } catch (IOException unimportant) {
      // Nothing in the file counts; it is deleted next.
    } finally {
      store.forget(temporary, false);
    }
  }

  private void write(byte[] bytes, int offset, int length) {
    requireOpen();
    if (length > maxBytes - writtenBytes) {
      state = State.FAILED;
      throw new ContentException(
          ContentError.BLOB_TOO_LARGE,
          "the blob exceeds its bound of %d bytes; nothing of it was kept".formatted(maxBytes));
    }
    try {
      append(bytes, offset, length);
      writtenBytes += length;
    } catch (IOException failure) {
      state = State.FAILED;
      throw store.failures().of("writing a blob", failure);
    }
  }

  private void append(byte[] bytes, int offset, int length) throws IOException {
    if (length >= gathered.length) {
      file.write(gathered, gatheredBytes, bytes, offset, length);
      gatheredBytes = 0;
      return;
    }
    if (length > gathered.length - gatheredBytes) {
      flushGathered();
    }
    System.arraycopy(bytes, offset, gathered, gatheredBytes, length);
    gatheredBytes += length;
  }

  private void flushGathered() throws IOException {
    if (gatheredBytes > 0) {
      file.write(gathered, 0, gatheredBytes);
      gatheredBytes = 0;
    }
  }

  private void requireOpen() {
    if (state != State.OPEN) {
      throw new IllegalStateException("this blob is no longer being written: " + state);
    }
  }

  private final class Gathering extends OutputStream {

    @Override
    public void write(int b) {
      FolderBlobWriter.this.write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      FolderBlobWriter.this.write(bytes, offset, length);
    }
  }
}
