package dev.freehold.content.store;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.content.ContentLimits;
import dev.freehold.persistence.RowIds;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An object whose blob is durable. It counts as stored once {@link ObjectStore#register} and the
 * transaction around it are done; until then it is an orphan that the sweeper may remove.
 *
 * @param objectId the object's id, random and used once; it stays the same for life
 * @param blobId the id of the blob that holds it, random and used once; the object's own id until
 *     it is resealed
 * @param tenantId the tenant that owns it
 * @param ownerKeyId the key that it is sealed under
 * @param generation the generation of that key
 * @param plaintextBytes the object's length
 * @param blobBytes the blob's length
 * @param binding binds its row to all this; empty if it was resealed and its row had none
 * @param sealedAt when its blob became durable
 */
public record SealedObject(
    UUID objectId,
    UUID blobId,
    UUID tenantId,
    UUID ownerKeyId,
    int generation,
    long plaintextBytes,
    long blobBytes,
    Optional<ObjectBinding> binding,
    Instant sealedAt) {

  /**
   * Returns if the sweeper cannot take the blob for an orphan before a transaction of {@code now}
   * is done.
   *
   * @throws ContentException {@code object-expired}
   */
  public void requireYoung(Instant now) {
    Duration age = Duration.between(sealedAt, now);
    if (age.compareTo(Duration.ofSeconds(ContentLimits.REGISTER_WITHIN_SECONDS)) > 0) {
      throw new ContentException(
          ContentError.OBJECT_EXPIRED,
          "an object is registered within %d s after it was sealed; seal it again"
              .formatted(ContentLimits.REGISTER_WITHIN_SECONDS));
    }
  }

  /** Puts its columns into the places of a new row, in the order of {@link ObjectRows#insert}. */
  void bind(PreparedStatement row, Instant now) throws SQLException {
    row.setBytes(1, RowIds.bytes(objectId));
    row.setBytes(2, RowIds.bytes(blobId));
    row.setBytes(3, RowIds.bytes(tenantId));
    row.setBytes(4, RowIds.bytes(ownerKeyId));
    row.setInt(5, generation);
    row.setLong(6, plaintextBytes);
    row.setLong(7, blobBytes);
    row.setBytes(8, binding.map(ObjectBinding::bytes).orElse(null));
    row.setLong(9, now.toEpochMilli());
    row.setString(10, ObjectState.ACTIVE.stored());
  }

  SealedObject boundBy(ObjectBinding made) {
    return new SealedObject(
        objectId,
        blobId,
        tenantId,
        ownerKeyId,
        generation,
        plaintextBytes,
        blobBytes,
        Optional.of(made),
        sealedAt);
  }
}
