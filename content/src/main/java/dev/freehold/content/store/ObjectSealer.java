package dev.freehold.content.store;

import dev.freehold.content.ContentException;
import dev.freehold.content.blob.BlobName;
import dev.freehold.content.blob.BlobStore;
import dev.freehold.content.blob.BlobWriter;
import dev.freehold.content.format.ObjectFormat;
import dev.freehold.custody.OwnerKey;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes blobs of objects. No SQL happens here, and no key is asked for. */
final class ObjectSealer {

  private static final Logger LOG = LoggerFactory.getLogger(ObjectSealer.class);

  private final BlobStore blobs;
  private final ObjectFormat format;
  private final ObjectIds ids;
  private final Clock clock;

  ObjectSealer(StoreParts parts) {
    this.blobs = parts.blobs();
    this.format = parts.format();
    this.ids = new ObjectIds(parts.random());
    this.clock = parts.clock();
  }

  /** Seals a new object; its first blob has its id. */
  SealedObject sealNew(
      ContentOwner owner, OwnerKey key, InputStream in, OptionalLong knownBytes, long maxBytes)
      throws IOException {
    UUID id = ids.next();
    return bound(owner, key, seal(id, id, key, in, knownBytes, maxBytes));
  }

  /**
   * Seals the object of {@code row}, which was checked, into another blob. What no binding vouched
   * for gets none by that: nobody knows yet whether the row led to the right blob.
   */
  SealedObject sealAgain(ContentOwner owner, OwnerKey key, ObjectRow row, InputStream in)
      throws IOException {
    long bytes = row.plaintextBytes();
    SealedObject again = seal(row.objectId(), ids.next(), key, in, OptionalLong.of(bytes), bytes);
    return row.binding().isPresent() ? bound(owner, key, again) : again;
  }

  private static SealedObject bound(ContentOwner owner, OwnerKey key, SealedObject sealed) {
    return sealed.boundBy(ObjectBinding.of(key, owner, ObjectRow.of(sealed)));
  }

  /** Removes the blob of an object that was not registered, or leaves it to the sweeper. */
  void discard(SealedObject sealed) {
    try {
      blobs.delete(BlobName.object(sealed.blobId()));
    } catch (ContentException failed) {
      LOG.warn("a blob is left to the sweeper: {}", failed.getMessage());
    }
  }

  private SealedObject seal(
      UUID objectId,
      UUID blobId,
      OwnerKey key,
      InputStream in,
      OptionalLong knownBytes,
      long maxBytes)
      throws IOException {
    try (BlobWriter writer = blobs.create(BlobName.object(blobId), format.maxBlobBytes(maxBytes))) {
      long bytes = format.seal(in, writer.stream(), key, blobId, knownBytes);
      Instant sealedAt = clock.instant();
      writer.commit();
      return new SealedObject(
          objectId,
          blobId,
          key.tenantId(),
          key.keyId(),
          key.generation(),
          bytes,
          writer.writtenBytes(),
          Optional.empty(),
          sealedAt);
    }
  }
}
