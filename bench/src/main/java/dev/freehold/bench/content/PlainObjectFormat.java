package dev.freehold.bench.content;

import dev.freehold.content.format.ObjectFormat;
import dev.freehold.content.format.ObjectPlaintext;
import dev.freehold.crypto.SeekableSource;
import dev.freehold.custody.OwnerKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Stores objects unsealed, to measure what the object store costs without sealing. It exists in the
 * benchmarks only; no configuration of the server can reach it.
 */
public final class PlainObjectFormat implements ObjectFormat {

  private static final int BUFFER_BYTES = 64 << 10;

  @Override
  public long seal(
      InputStream plaintext,
      OutputStream blob,
      OwnerKey owner,
      UUID blobId,
      OptionalLong knownBytes)
      throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long total = 0;
    int count = plaintext.readNBytes(buffer, 0, buffer.length);
    while (count > 0) {
      blob.write(buffer, 0, count);
      total += count;
      count = plaintext.readNBytes(buffer, 0, buffer.length);
    }
    return total;
  }

  @Override
  public ObjectPlaintext open(SeekableSource blob, OwnerKey owner, UUID blobId) throws IOException {
    return new Opened(blob, blob.length());
  }

  @Override
  public long maxBlobBytes(long plaintextBytes) {
    return plaintextBytes;
  }

  private record Opened(SeekableSource blob, long length) implements ObjectPlaintext {

    @Override
    public InputStream stream(long from, long count) {
      try {
        byte[] bytes = new byte[Math.toIntExact(count)];
        blob.readFully(from, bytes, 0, bytes.length);
        return new ByteArrayInputStream(bytes);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    @Override
    public void close() {
      // There are no keys to overwrite.
    }
  }
}
