package dev.freehold.content.blob;

import java.io.OutputStream;

/**
 * One blob in the making. Not safe for use by several threads at once.
 *
 * <pre>{@code
 * try (BlobWriter writer = blobs.create(name, maxBytes)) {
 *   writer.stream().write(bytes);
 *   writer.commit();
 * }
 * }</pre>
 */
public interface BlobWriter extends AutoCloseable {

  /**
   * Where the bytes go. Writes throw {@link dev.freehold.content.ContentException}; after one has
   * failed, the blob cannot be committed any more. Closing this stream does nothing.
   */
  OutputStream stream();

  /**
   * Makes the blob visible under its name. When this returns, a reader sees the whole blob, after a
   * power cut too. If it throws, the blob does not count as written: it is absent, or whole and an
   * orphan.
   */
  void commit();

  /** How many bytes were written so far. */
  long writtenBytes();

  /** Throws away what was not committed. Never throws. */
  @Override
  void close();
}
