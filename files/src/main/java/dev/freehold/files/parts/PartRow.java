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
 * A row of {@code file_parts}. Sealed is the part's MD5 (16 bytes), its number (4) and {@link
 * RowFacts}; of earlier builds the MD5 alone.
 *
 * @param number of the part, from 1
 * @param objectId the object that has its bytes
 * @param sizeBytes how long it is
 * @param modifiedAt when it came
 * @param ownerKeyId the key of the site that {@code sealed} is under
 */
@SuppressWarnings("ArrayRecordComponent") // Rows are never compared with each other.
public record PartRow(
    UUID uploadId,
    int number,
    UUID objectId,
    long sizeBytes,
    Instant modifiedAt,
    UUID ownerKeyId,
    byte[] sealed) {

  private static final int MD5_BYTES = 16;

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
