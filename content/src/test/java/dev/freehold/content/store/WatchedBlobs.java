package dev.freehold.content.store;

import dev.freehold.content.blob.BlobArea;
import dev.freehold.content.blob.BlobName;
import dev.freehold.content.blob.BlobPage;
import dev.freehold.content.blob.BlobSource;
import dev.freehold.content.blob.BlobStore;
import dev.freehold.content.blob.BlobWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** A blob store in which something happens whenever a blob is read. */
public record WatchedBlobs(BlobStore blobs, Consumer<BlobName> onRead) implements BlobStore {

  @Override
  public BlobWriter create(BlobName name, long maxBytes) {
    return blobs.create(name, maxBytes);
  }

  @Override
  public BlobSource open(BlobName name) {
    BlobSource source = blobs.open(name);
    return new BlobSource() {
      @Override
      public long length() throws IOException {
        return source.length();
      }

      @Override
      public void readFully(long position, byte[] target, int offset, int length)
          throws IOException {
        onRead.accept(name);
        source.readFully(position, target, offset, length);
      }

      @Override
      public void close() {
        source.close();
      }
    };
  }

  @Override
  public void delete(BlobName name) {
    blobs.delete(name);
  }

  @Override
  public BlobPage list(BlobArea area, Optional<BlobName> after, int max) {
    return blobs.list(area, after, max);
  }

  @Override
  public int discardAbandoned(Instant before, int max) {
    return blobs.discardAbandoned(before, max);
  }

  @Override
  public void probe() {
    blobs.probe();
  }
}
