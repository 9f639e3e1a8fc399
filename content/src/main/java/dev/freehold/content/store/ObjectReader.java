package dev.freehold.content.store;

import dev.freehold.content.ContentException;
import dev.freehold.content.blob.BlobSource;
import dev.freehold.content.format.ObjectPlaintext;
import dev.freehold.custody.KeyAccessException;
import java.io.InputStream;
import java.util.Objects;
import java.util.UUID;

/**
 * An open object, for one thread. For a second thread open it again. Close it when done, which
 * overwrites its keys.
 *
 * <p>Its streams return no byte that was not authenticated, and none later than the owner key's
 * lease plus {@link dev.freehold.content.ContentLimits#KEY_RECHECK_MILLIS} after a revocation. They
 * throw unchecked exceptions: {@link KeyAccessException} when access ended, {@link
 * ContentException} with {@code object-corrupt} or {@code blob-store-failed} when the blob is
 * damaged or cannot be read.
 */
public final class ObjectReader implements AutoCloseable {

  private final UUID objectId;
  private final BlobSource blob;
  private final ObjectPlaintext plaintext;
  private final KeyCheck keyCheck;
  private final ObjectFailures failures;

  ObjectReader(
      UUID objectId,
      BlobSource blob,
      ObjectPlaintext plaintext,
      KeyCheck keyCheck,
      ObjectFailures failures) {
    this.objectId = objectId;
    this.blob = blob;
    this.plaintext = plaintext;
    this.keyCheck = keyCheck;
    this.failures = failures;
  }

  /** The object's id. */
  public UUID objectId() {
    return objectId;
  }

  /** The object's length in bytes. */
  public long length() {
    return plaintext.length();
  }

  /** The whole object. */
  public InputStream stream() {
    return stream(0, length());
  }

  /**
   * A part of the object.
   *
   * @throws IndexOutOfBoundsException unless {@code 0 <= from} and {@code from + length} is at most
   *     the object's length
   */
  public InputStream stream(long from, long length) {
    Objects.checkFromIndexSize(from, length, length());
    return new ObjectStream(plaintext.stream(from, length), keyCheck, failures);
  }

  /** Overwrites the keys and releases the blob. Streams that are still open fail. */
  @Override
  public void close() {
    plaintext.close();
    blob.close();
  }
}
