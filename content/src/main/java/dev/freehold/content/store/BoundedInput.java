package dev.freehold.content.store;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/** An object's plaintext on its way in: counted, bounded, and only while its key may be used. */
final class BoundedInput extends FilterInputStream {

  private final OptionalLong knownBytes;
  private final long maxBytes;
  private final KeyCheck keyCheck;
  private long countedBytes;

  BoundedInput(InputStream in, OptionalLong knownBytes, long maxBytes, KeyCheck keyCheck) {
    super(in);
    this.knownBytes = knownBytes;
    this.maxBytes = maxBytes;
    this.keyCheck = keyCheck;
    knownBytes.ifPresent(this::requireAllowed);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = in.read(target, offset, length);
    keyCheck.check();
    if (count < 0) {
      requireComplete();
      return count;
    }
    countedBytes += count;
    requireAllowed(countedBytes);
    return count;
  }

  /** Nothing is skipped without being counted. */
  @Override
  public long skip(long count) {
    return 0;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void requireAllowed(long bytes) {
    if (bytes > maxBytes) {
      throw new ContentException(
          ContentError.OBJECT_TOO_LARGE,
          "an object here has at most %d bytes; nothing of it was kept".formatted(maxBytes));
    }
    if (knownBytes.isPresent() && bytes > knownBytes.getAsLong()) {
      throw mismatch();
    }
  }

  private void requireComplete() {
    if (knownBytes.isPresent() && countedBytes != knownBytes.getAsLong()) {
      throw mismatch();
    }
  }

  private ContentException mismatch() {
    return new ContentException(
        ContentError.OBJECT_LENGTH_MISMATCH,
        "%d bytes were announced, but %s came; send the object again"
            .formatted(
                knownBytes.getAsLong(),
                countedBytes > knownBytes.getAsLong() ? "more" : countedBytes));
  }
}
