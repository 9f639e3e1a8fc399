package dev.freehold.files.documents;

import dev.freehold.crypto.CryptoException;
import dev.freehold.files.FilesException;
import dev.freehold.files.keys.Damage;
import dev.freehold.files.keys.RowFacts;
import dev.freehold.files.keys.SealedPart;
import dev.freehold.files.keys.SiteKeyring;
import dev.freehold.files.sites.Site;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A row of {@code file_documents}. */
public final class DocumentRow {

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

  /** The document's GUID. */
  public UUID id() {
    return id;
  }

  /** The object that holds it, or that holds its first part. */
  public UUID objectId() {
    return objectId;
  }

  /** The upload that it came by, if it came in parts. */
  public Optional<UUID> uploadId() {
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

  /** A row that is sealed under the present key together with what it says in clear. */
  public static DocumentRow sealed(
      UUID id,
      UUID objectId,
      Optional<UUID> uploadId,
      long sizeBytes,
      Instant modifiedAt,
      DocumentSecrets secrets,
      SiteKeyring keys) {
    byte[] encoded = secrets.encode(new RowFacts(id, sizeBytes, modifiedAt, uploadId));
    return new DocumentRow(
        id,
        objectId,
        uploadId,
        sizeBytes,
        modifiedAt,
        keys.presentKeyId(),
        keys.seal(SealedPart.DOCUMENT, objectId, encoded));
  }

  private RowFacts facts() {
    return new RowFacts(id, sizeBytes, modifiedAt, uploadId);
  }

  /**
   * Opens what is sealed.
   *
   * @throws FilesException {@code document-damaged} if it does not open or is not this row's
   */
  public DocumentSecrets open(UUID siteId, SiteKeyring keys) {
    try {
      return DocumentSecrets.decode(
          keys.open(SealedPart.DOCUMENT, ownerKeyId, objectId, sealed), facts());
    } catch (CryptoException damaged) {
      throw Damage.ofDocument(siteId, id, damaged.getMessage());
    }
  }

  /** Whether it opens and is what was sealed. */
  public boolean isIntact(UUID siteId, SiteKeyring keys) {
    try {
      open(siteId, keys);
      return true;
    } catch (FilesException damaged) {
      return false;
    }
  }

  /**
   * The document that this is, if it has this name; another's row has another.
   *
   * @throws FilesException {@code document-damaged}
   */
  public Optional<Document> document(Site site, String name, SiteKeyring keys) {
    DocumentSecrets secrets = open(site.id(), keys);
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
