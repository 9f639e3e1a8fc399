package dev.freehold.bench.importing;

import dev.freehold.content.format.ObjectFormat;
import dev.freehold.content.format.ObjectPlaintext;
import dev.freehold.crypto.SeekableSource;
import dev.freehold.custody.OwnerKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;
import java.util.UUID;

/** The peer: the same store, the same copies, no sealing. Exists in no program but this one. */
final class PlainFormat implements ObjectFormat {

  private static final int COPY_BYTES = 64 << 10;

  @Override
  public long seal(
      InputStream plaintext,
      OutputStream blob,
      OwnerKey owner,
      UUID objectId,
      OptionalLong knownBytes)
      throws IOException {
    byte[] buffer = new byte[COPY_BYTES];
    long total = 0;
    for (int n = plaintext.read(buffer); n >= 0; n = plaintext.read(buffer)) {
      blob.write(buffer, 0, n);
      total += n;
    }
    return total;
  }

  @Override
  public ObjectPlaintext open(SeekableSource blob, OwnerKey owner, UUID objectId) {
    throw new UnsupportedOperationException("this benchmark only imports");
  }

  @Override
  public long maxBlobBytes(long plaintextBytes) {
    return plaintextBytes;
  }
}
