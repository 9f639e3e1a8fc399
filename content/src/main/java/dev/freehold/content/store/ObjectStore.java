package dev.freehold.content.store;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.content.ContentLimits;
import dev.freehold.content.blob.BlobName;
import dev.freehold.content.blob.BlobStore;
import dev.freehold.content.blob.BlobWriter;
import dev.freehold.content.format.ObjectFormat;
import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.Requester;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.MigrationSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;

/**
 * Objects sealed under owner keys. An object never changes; a new version of what it holds is a new
 * object with a new id.
 *
 * <p>To store one: {@link #seal} outside any transaction, then {@link #register} inside the one
 * that makes it known to its owner, then acknowledge. Safe for use by many threads.
 */
public final class ObjectStore {

  /** The tables of this module. */
  public static final MigrationSet MIGRATIONS = new MigrationSet("content");

  private final Database database;
  private final BlobStore blobs;
  private final KeyAccess keys;
  private final ObjectFormat format;
  private final RandomSource random;
  private final Clock clock;
  private final ObjectOpener opener;
  private final LongSupplier nanoTime;

  /**
   * Joins a blob store and a database.
   *
   * @param random makes the objects' ids; cryptographically strong
   * @param clock dates rows; intervals are measured with the system's monotonic clock
   */
  public ObjectStore(
      Database database,
      BlobStore blobs,
      KeyAccess keys,
      ObjectFormat format,
      RandomSource random,
      Clock clock) {
    this(database, blobs, keys, format, random, clock, System::nanoTime);
  }

  ObjectStore(
      Database database,
      BlobStore blobs,
      KeyAccess keys,
      ObjectFormat format,
      RandomSource random,
      Clock clock,
      LongSupplier nanoTime) {
    this.database = database;
    this.blobs = blobs;
    this.keys = keys;
    this.format = format;
    this.random = random;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.opener = new ObjectOpener(database, blobs, keys, format, clock, nanoTime);
  }

  /** Seals an object whose length is not known beforehand. */
  public SealedObject seal(UUID ownerKeyId, Requester requester, InputStream in, long maxBytes)
      throws IOException {
    return seal(ownerKeyId, requester, in, OptionalLong.empty(), maxBytes);
  }

  /**
   * Reads {@code in} to its end and seals it. When this returns the blob is durable; if it throws,
   * nothing is left behind. No SQL happens here. The caller closes {@code in}.
   *
   * @param knownBytes the length that was announced, if any; the object must have exactly that
   * @param maxBytes the most bytes that are taken
   * @throws KeyAccessException if the owner key is not given, or no longer given half way
   * @throws ContentException {@code object-too-large}, {@code object-length-mismatch}, or what the
   *     blob store says
   * @throws IOException if and only if {@code in} throws it
   */
  public SealedObject seal(
      UUID ownerKeyId, Requester requester, InputStream in, OptionalLong knownBytes, long maxBytes)
      throws IOException {
    requireBound(maxBytes);
    UUID objectId = randomId();
    try (OwnerKey owner = keys.open(ownerKeyId, requester)) {
      KeyCheck keyCheck = new KeyCheck(keys, ownerKeyId, requester, nanoTime);
      BoundedInput bounded = new BoundedInput(in, knownBytes, maxBytes, keyCheck);
      try (BlobWriter writer =
          blobs.create(BlobName.object(objectId), format.maxBlobBytes(maxBytes))) {
        long bytes = format.seal(bounded, writer.stream(), owner, objectId, knownBytes);
        Instant sealedAt = clock.instant();
        writer.commit();
        return new SealedObject(
            objectId,
            owner.tenantId(),
            owner.keyId(),
            owner.generation(),
            bytes,
            writer.writtenBytes(),
            sealedAt);
      }
    }
  }

  /**
   * Makes a sealed object part of the store in the caller's transaction.
   *
   * @throws ContentException {@code object-expired} if it was sealed so long ago that the sweeper
   *     could take its blob for an orphan before the transaction is done; seal it again
   */
  public void register(Handle tx, SealedObject sealed) {
    Instant now = clock.instant();
    Duration age = Duration.between(sealed.sealedAt(), now);
    if (age.compareTo(Duration.ofSeconds(ContentLimits.REGISTER_WITHIN_SECONDS)) > 0) {
      throw new ContentException(
          ContentError.OBJECT_EXPIRED,
          "an object is registered within %d s after it was sealed; seal it again"
              .formatted(ContentLimits.REGISTER_WITHIN_SECONDS));
    }
    ObjectRows.insert(tx, sealed, now);
  }

  /**
   * Removes the blob of an object that will not be registered after all. Without this call the
   * sweeper does it later.
   */
  public void discard(SealedObject sealed) {
    blobs.delete(BlobName.object(sealed.objectId()));
  }

  /**
   * Opens an object for reading. Not to be called inside a transaction.
   *
   * @throws KeyAccessException if the owner key is not given
   * @throws ContentException {@code object-not-found}; {@code object-corrupt} if the blob is not
   *     what was sealed, which is then marked in the object's row; or what the blob store says
   */
  public ObjectReader open(UUID objectId, Requester requester) {
    return opener.open(objectId, requester);
  }

  /**
   * Ends an object in the caller's transaction: nobody can open it from then on. Its blob goes
   * later, by the sweeper; readers that have it open may finish.
   *
   * @return whether there was such an object
   */
  public boolean release(Handle tx, UUID objectId) {
    return ObjectRows.release(tx, objectId, clock.instant());
  }

  /** Counts what is stored under an owner key. */
  public ObjectUsage usage(UUID ownerKeyId) {
    return database.read(tx -> usage(tx, ownerKeyId));
  }

  /** Counts what is stored under an owner key, in the caller's transaction. */
  public ObjectUsage usage(Handle tx, UUID ownerKeyId) {
    return ObjectRows.usage(tx, ownerKeyId);
  }

  private static void requireBound(long maxBytes) {
    if (maxBytes < 0 || maxBytes > ContentLimits.OBJECT_MAX_BYTES) {
      throw new IllegalArgumentException(
          "the bound of an object is 0 to %d bytes, got %d"
              .formatted(ContentLimits.OBJECT_MAX_BYTES, maxBytes));
    }
  }

  /** A random UUID (RFC 9562, version 4). */
  private UUID randomId() {
    ByteBuffer bytes = ByteBuffer.wrap(random.bytes(16));
    long most = (bytes.getLong() & ~0xF000L) | 0x4000L;
    long least = (bytes.getLong() & ~(0b11L << 62)) | (0b10L << 62);
    return new UUID(most, least);
  }
}
