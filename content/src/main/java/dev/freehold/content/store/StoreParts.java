package dev.freehold.content.store;

import dev.freehold.content.blob.BlobStore;
import dev.freehold.content.format.ObjectFormat;
import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.Requester;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * What an {@link ObjectStore} consists of; classes that work on the same objects beside it are made
 * from the same parts. Safe for use by many threads.
 *
 * @param database has the rows of objects, and custody's tables
 * @param blobs has the blobs
 * @param keys gives owner keys
 * @param format how blobs are sealed
 * @param random makes the ids of objects and blobs; cryptographically strong
 * @param clock dates rows
 * @param nanoTime measures intervals
 */
public record StoreParts(
    Database database,
    BlobStore blobs,
    KeyAccess keys,
    ObjectFormat format,
    RandomSource random,
    Clock clock,
    LongSupplier nanoTime) {

  /** Measures intervals with the system's monotonic clock. */
  public StoreParts(
      Database database,
      BlobStore blobs,
      KeyAccess keys,
      ObjectFormat format,
      RandomSource random,
      Clock clock) {
    this(database, blobs, keys, format, random, clock, System::nanoTime);
  }

  /** The same objects by another access to keys. */
  public StoreParts with(KeyAccess otherKeys) {
    return new StoreParts(database, blobs, otherKeys, format, random, clock, nanoTime);
  }

  /**
   * The key that the owner's new content is sealed under; the caller closes it.
   *
   * @throws KeyAccessException if it is not given; {@code NO_SUCH_KEY} if the key that custody
   *     gives is of another tenant
   */
  public OwnerKey presentKey(ContentOwner owner, Requester requester) {
    OwnerKey key = keys.openForSealing(owner.ownerId(), requester);
    if (!key.tenantId().equals(owner.tenantId())) {
      key.close();
      throw new KeyAccessException(
          KeyAccessException.Reason.NO_SUCH_KEY,
          "the row of %s names a key of another tenant; restore the row from a copy"
              .formatted(owner.ownerId()));
    }
    return key;
  }
}
