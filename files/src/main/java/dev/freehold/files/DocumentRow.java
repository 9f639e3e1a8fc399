package dev.freehold.files;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A row of {@code file_documents}. */
final class DocumentRow {

  private final UUID id;
  private final UUID objectId;
  private final Optional<UUID> uploadId;
  private final long sizeBytes;
  private final Instant modifiedAt;
  private final UUID ownerKeyId;
  private final byte[] sealed;

  DocumentRow(
      UUID id,
      UUID objectId,
      Optional<UUID> uploadId,
      long sizeBytes,
      Instant modifiedAt,
      UUID ownerKeyId,
      byte[] sealed) {
    this.id = id;
    this.objectId = objectId;
    this.uploadId = uploadId;
    this.sizeBytes = sizeBytes;
    this.modifiedAt = modifiedAt;
    this.ownerKeyId = ownerKeyId;
    this.sealed = sealed;
  }

  UUID id() {
    return id;
  }

  /** The object that holds it, or that holds its first part. */
  UUID objectId() {
    return objectId;
  }

  /** The upload that it came by, if it came in parts. */
  Optional<UUID> uploadId() {
    return uploadId;
  }

  long sizeBytes() {
    return sizeBytes;
  }

  Instant modifiedAt() {
    return modifiedAt;
  }

  UUID ownerKeyId() {
    return ownerKeyId;
  }

  byte[] sealed() {
    return sealed.clone();
  }

  DocumentSecrets open(SiteKeyring keys) {
    return DocumentSecrets.decode(keys.open(SealedPart.DOCUMENT, ownerKeyId, objectId, sealed));
  }

  /** The document that this is, if it has this name; another's row has another. */
  Optional<Document> document(Site site, String name, SiteKeyring keys) {
    DocumentSecrets secrets = open(keys);
    return secrets.name().equals(name)
        ? Optional.of(
            new Document(
                site.id(),
                name,
                objectId,
                sizeBytes,
                secrets.etag(),
                modifiedAt,
                secrets.properties()))
        : Optional.empty();
  }
}
