package dev.freehold.content.store;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.content.ContentLimits;
import dev.freehold.content.blob.BlobName;
import dev.freehold.content.blob.BlobStore;
import dev.freehold.content.blob.BlobWriter;
import dev.freehold.content.format.ObjectFormat;
import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.OwnerKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes blobs of objects. No SQL happens here, and no key is asked for. */
final class ObjectSealer {

  private static final Logger LOG = LoggerFactory.getLogger(ObjectSealer.class);

  private final BlobStore blobs;
  private final ObjectFormat format;
  private final RandomSource random;
  private final Clock clock;

  ObjectSealer(BlobStore blobs, ObjectFormat format, RandomSource random, Clock clock) {
    this.blobs = blobs;
    this.format = format;
    this.random = random;
    this.clock = clock;
  }

  /** Seals a new object; its first blob has its id. */
  SealedObject sealNew(OwnerKey owner, InputStream in, OptionalLong knownBytes, long maxBytes)
      throws IOException {
    UUID id = randomId();
    return seal(id, id, owner, in, knownBytes, maxBytes);
  }

  /** Seals an object of known length that exists already, into another blob. */
  SealedObject sealAgain(UUID objectId, OwnerKey owner, InputStream in, long bytes)
      throws IOException {
    return seal(objectId, randomId(), owner, in, OptionalLong.of(bytes), bytes);
  }

  /** Removes the blob of an object that was not registered, or leaves it to the sweeper. */
  void discard(SealedObject sealed) {
    try {
      blobs.delete(BlobName.object(sealed.blobId()));
    } catch (ContentException failed) {
      LOG.warn("a blob is left to the sweeper: {}", failed.getMessage());
    }
  }

  /**
   * Returns if the sweeper cannot take the blob for an orphan before a transaction of now is done.
   *
   * @throws ContentException {@code object-expired}
   */
  void requireYoung(SealedObject sealed, Instant now) {
    Duration age = Duration.between(sealed.sealedAt(), now);
    if (age.compareTo(Duration.ofSeconds(ContentLimits.REGISTER_WITHIN_SECONDS)) > 0) {
      throw new ContentException(
          ContentError.OBJECT_EXPIRED,
          "an object is registered within %d s after it was sealed; seal it again"
              .formatted(ContentLimits.REGISTER_WITHIN_SECONDS));
    }
  }

  private SealedObject seal(
      UUID objectId,
      UUID blobId,
      OwnerKey owner,
      InputStream in,
      OptionalLong knownBytes,
      long maxBytes)
      throws IOException {
    try (BlobWriter writer = blobs.create(BlobName.object(blobId), format.maxBlobBytes(maxBytes))) {
      long bytes = format.seal(in, writer.stream(), owner, blobId, knownBytes);
      Instant sealedAt = clock.instant();
      writer.commit();
      return new SealedObject(
          objectId,
          blobId,
          owner.tenantId(),
          owner.keyId(),
          owner.generation(),
          bytes,
          writer.writtenBytes(),
          sealedAt);
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
