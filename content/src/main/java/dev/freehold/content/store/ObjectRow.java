package dev.freehold.content.store;

import java.util.Optional;
import java.util.UUID;

/**
 * The row of an active object.
 *
 * @param binding empty for an object stored before bindings existed
 */
public record ObjectRow(
    UUID objectId,
    UUID blobId,
    UUID tenantId,
    UUID ownerKeyId,
    long plaintextBytes,
    long blobBytes,
    Optional<ObjectBinding> binding) {

  /** The row that a sealed object would get. */
  static ObjectRow of(SealedObject sealed) {
    return new ObjectRow(
        sealed.objectId(),
        sealed.blobId(),
        sealed.tenantId(),
        sealed.ownerKeyId(),
        sealed.plaintextBytes(),
        sealed.blobBytes(),
        sealed.binding());
  }
}
