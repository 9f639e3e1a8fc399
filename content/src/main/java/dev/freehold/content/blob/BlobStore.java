package dev.freehold.content.blob;

import dev.freehold.content.ContentException;
import java.time.Instant;
import java.util.Optional;

/**
 * Stores named, opaque blobs durably: in a local folder, or in an S3-compatible store.
 *
 * <p>A blob is there as a whole or not at all. Names of objects are random and used once, so the
 * store needs no conditions on writes. If a name is used again (a key bundle), the last commit wins
 * and a reader sees the old blob or the new one, never a mixture.
 *
 * <p>Safe for use by many threads. Every method throws {@link ContentException}; its code tells
 * apart a full, a read-only, a forbidden and a failing store.
 */
public interface BlobStore {

  /**
   * Begins a blob. It is visible to nobody before {@link BlobWriter#commit()}.
   *
   * @param maxBytes the most bytes that the writer takes before it fails with {@code
   *     blob-too-large}
   */
  BlobWriter create(BlobName name, long maxBytes);

  /**
   * Opens a blob for reads at any position. A blob that is deleted or replaced while it is open
   * reads on as it was, or fails; it never changes under the reader.
   *
   * @throws ContentException {@code blob-missing} if there is no such blob
   */
  BlobSource open(BlobName name);

  /**
   * Deletes a blob. That there is none is not an error, so that a deletion can be repeated after a
   * crash. A deletion need not be durable at once: a blob may come back after a power cut, as an
   * orphan.
   */
  void delete(BlobName name);

  /**
   * Lists the blobs of {@code area} in the order of their names. Blobs committed or deleted during
   * a listing of several pages may or may not be in it; all others are in it once.
   *
   * @param after where the page before ended, or nothing for the first page
   * @param max from 1 to {@link dev.freehold.content.ContentLimits#LIST_PAGE_MAX_ENTRIES}
   */
  BlobPage list(BlobArea area, Optional<BlobName> after, int max);

  /**
   * Removes what writers left behind that were never committed nor closed, because their process
   * died. Writers that are open in this process are never touched.
   *
   * @param before only what was last written before this time
   * @param max the most leftovers removed by this call
   * @return how many were removed
   */
  int discardAbandoned(Instant before, int max);

  /**
   * Returns if and only if the store answers now, in a few seconds at most. It leaves nothing
   * behind.
   *
   * @throws ContentException with the reason otherwise
   */
  void probe();
}
