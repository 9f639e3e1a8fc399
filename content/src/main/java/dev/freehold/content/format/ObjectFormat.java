package dev.freehold.content.format;

import dev.freehold.crypto.CryptoException;
import dev.freehold.crypto.SeekableSource;
import dev.freehold.custody.OwnerKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Turns an object into a blob and back. Safe for use by many threads.
 *
 * <p>There is one implementation for each frozen version of the format. A benchmark implements it
 * without sealing, to measure what sealing costs.
 */
public interface ObjectFormat {

  /**
   * Reads {@code plaintext} to its end and writes the blob {@code blobId}. A blob that was cut
   * anywhere, because this method threw, never opens.
   *
   * @param knownBytes the object's length if it is known beforehand; it only chooses parameters
   * @return the object's length in bytes
   * @throws IOException if {@code plaintext} or {@code blob} does
   */
  long seal(
      InputStream plaintext,
      OutputStream blob,
      OwnerKey owner,
      UUID blobId,
      OptionalLong knownBytes)
      throws IOException;

  /**
   * Opens a blob for ranged reads.
   *
   * @throws CryptoException if the blob is not {@code blobId} under {@code owner}
   */
  ObjectPlaintext open(SeekableSource blob, OwnerKey owner, UUID blobId) throws IOException;

  /** The most bytes that the blob of an object of {@code plaintextBytes} can have. */
  long maxBlobBytes(long plaintextBytes);
}
