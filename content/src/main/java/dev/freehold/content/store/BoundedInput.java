package dev.freehold.content.store;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import java.io.InputStream;
import java.util.OptionalLong;

/** An object's plaintext on its way in: counted, bounded, and only while its key may be used. */
final class BoundedInput extends ObservedInput {

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
  protected void observe(byte[] bytes, int offset, int count) {
    keyCheck.check();
    if (count < 0) {
      requireComplete();
    } else {
      countedBytes += count;
      requireAllowed(countedBytes);
    }
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
