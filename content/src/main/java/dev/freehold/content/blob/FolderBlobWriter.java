package dev.freehold.content.blob;

import java.io.IOException;
import java.nio.file.Path;

/** Writes a temporary file and gives it its name at the end. */
final class FolderBlobWriter extends BoundedBlobWriter {

  /** Writes below this size are gathered, so that a short header costs no call of its own. */
  private static final int GATHER_BYTES = 8 << 10;

  private final FolderBlobStore store;
  private final BlobName name;
  private final Path temporary;
  private final Disk.DiskFile file;
  private final byte[] gathered = new byte[GATHER_BYTES];
  private int gatheredBytes;

  FolderBlobWriter(
      FolderBlobStore store, BlobName name, Path temporary, Disk.DiskFile file, long maxBytes) {
    super(maxBytes);
    this.store = store;
    this.name = name;
    this.temporary = temporary;
    this.file = file;
  }

  @Override
  protected void append(byte[] bytes, int offset, int length) {
    try {
      if (length >= gathered.length) {
        file.write(gathered, gatheredBytes, bytes, offset, length);
        gatheredBytes = 0;
        return;
      }
      if (length > gathered.length - gatheredBytes) {
        flushGathered();
      }
    } catch (IOException failure) {
      throw store.failures().of("writing a blob", failure);
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

  @Override
  protected void publish() {
    try {
      flushGathered();
      file.sync();
      file.close();
      store.publish(temporary, name);
    } catch (IOException failure) {
      throw store.failures().of("committing a blob", failure);
    }
    store.forget(temporary, true);
  }

  @Override
  protected void discard() {
    try {
      file.close();
    } catch (IOException unimportant) {
      // Nothing in the file counts; it is deleted next.
    } finally {
      store.forget(temporary, false);
    }
  }
}
