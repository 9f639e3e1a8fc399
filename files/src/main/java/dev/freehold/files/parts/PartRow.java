package dev.freehold.files.parts;

import dev.freehold.crypto.CryptoError;
import dev.freehold.crypto.CryptoException;
import dev.freehold.files.keys.Damage;
import dev.freehold.files.keys.RowFacts;
import dev.freehold.files.keys.SealedPart;
import dev.freehold.files.keys.SiteKeyring;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * A row of {@code file_parts}. The part's MD5 (16 bytes), its number (4) and {@link RowFacts} are
 * sealed in it; in earlier builds the MD5 alone.
 */
public final class PartRow {

  private static final int MD5_BYTES = 16;

  private final UUID uploadId;
  private final int number;
  private final UUID objectId;
  private final long sizeBytes;
  private final Instant modifiedAt;
  private final UUID ownerKeyId;
  private final byte[] sealed;

  /** A part that was sealed just now. */
  public PartRow(
      UUID uploadId,
      int number,
      UUID objectId,
      long sizeBytes,
      Instant modifiedAt,
      UUID ownerKeyId,
      byte[] sealed) {
    this.uploadId = uploadId;
    this.number = number;
    this.objectId = objectId;
    this.sizeBytes = sizeBytes;
    this.modifiedAt = modifiedAt;
    this.ownerKeyId = ownerKeyId;
    this.sealed = sealed;
  }

  /** The number of the part, from 1. */
  public int number() {
    return number;
  }

  /** The object that has its bytes. */
  public UUID objectId() {
    return objectId;
  }

  /** How long it is. */
  public long sizeBytes() {
    return sizeBytes;
  }

  /** When it came. */
  public Instant modifiedAt() {
    return modifiedAt;
  }

  UUID ownerKeyId() {
    return ownerKeyId;
  }

  byte[] sealed() {
    return sealed.clone();
  }

  /** A row that is sealed under the present key together with what it says in clear. */
  public static PartRow sealed(
      UUID uploadId,
      int number,
      UUID objectId,
      long sizeBytes,
      Instant modifiedAt,
      byte[] md5,
      SiteKeyring keys) {
    ByteBuffer encoded =
        ByteBuffer.allocate(MD5_BYTES + Integer.BYTES + RowFacts.BYTES).put(md5).putInt(number);
    new RowFacts(objectId, sizeBytes, modifiedAt, Optional.of(uploadId)).encode(encoded);
    return new PartRow(
        uploadId,
        number,
        objectId,
        sizeBytes,
        modifiedAt,
        keys.presentKeyId(),
        keys.seal(SealedPart.PART, objectId, encoded.array()));
  }

  /**
   * The MD5 of the part, as hexadecimal digits.
   *
   * @throws CryptoException if what is sealed does not open or is not this row's
   */
  String etag(SiteKeyring keys) {
    ByteBuffer in = ByteBuffer.wrap(keys.open(SealedPart.PART, ownerKeyId, objectId, sealed));
    byte[] md5 = new byte[MD5_BYTES];
    try {
      in.get(md5);
      if (in.hasRemaining()) {
        requireSealed(in);
      }
    } catch (BufferUnderflowException cut) {
      throw changed();
    }
    return HexFormat.of().formatHex(md5);
  }

  private void requireSealed(ByteBuffer in) {
    if (in.getInt() != number) {
      throw changed();
    }
    new RowFacts(objectId, sizeBytes, modifiedAt, Optional.of(uploadId)).requireSealed(in);
  }

  private static CryptoException changed() {
    return new CryptoException(
        CryptoError.AUTHENTICATION_FAILED, "a part's row is not what was sealed");
  }

  /** The MD5 as hexadecimal digits; empty if the row is damaged. */
  public Optional<String> etagIfIntact(SiteKeyring keys) {
    try {
      return Optional.of(etag(keys));
    } catch (CryptoException damaged) {
      Damage.ofPart(uploadId, number, damaged.getMessage());
      return Optional.empty();
    }
  }

  /** The part that this is; empty if the row is damaged. */
  public Optional<UploadedPart> part(SiteKeyring keys) {
    return etagIfIntact(keys).map(etag -> new UploadedPart(number, sizeBytes, etag, modifiedAt));
  }
}
