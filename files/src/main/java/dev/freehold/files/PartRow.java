package dev.freehold.files;

import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/** A row of {@code file_parts}. */
final class PartRow {

  private final int number;
  private final UUID objectId;
  private final long sizeBytes;
  private final Instant modifiedAt;
  private final UUID ownerKeyId;
  private final byte[] sealed;

  PartRow(
      int number,
      UUID objectId,
      long sizeBytes,
      Instant modifiedAt,
      UUID ownerKeyId,
      byte[] sealed) {
    this.number = number;
    this.objectId = objectId;
    this.sizeBytes = sizeBytes;
    this.modifiedAt = modifiedAt;
    this.ownerKeyId = ownerKeyId;
    this.sealed = sealed;
  }

  int number() {
    return number;
  }

  UUID objectId() {
    return objectId;
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

  /** The MD5 of the part, as hexadecimal digits. */
  String etag(SiteKeyring keys) {
    return HexFormat.of().formatHex(keys.open(SealedPart.PART, ownerKeyId, objectId, sealed));
  }

  UploadedPart part(SiteKeyring keys) {
    return new UploadedPart(number, sizeBytes, etag(keys), modifiedAt);
  }
}
