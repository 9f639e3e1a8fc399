package dev.freehold.files.keys;

import dev.freehold.crypto.CryptoError;
import dev.freehold.crypto.CryptoException;
import dev.freehold.persistence.RowIds;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a row of a document, an upload or a part says in clear. The same facts are sealed with the
 * row's secrets. So nobody can change a length or time that clients see, or an id that leads to
 * content, or take them from another row.
 *
 * <p>Encoded as id (16 bytes) | length (8) | time in milliseconds (8) | upload (16, zeros if none).
 *
 * @param id the row's id, or a part's object
 * @param sizeBytes the content's length; 0 for an upload
 * @param at when it was stored or begun
 * @param uploadId the upload that it came from or belongs to, if any
 */
public record RowFacts(UUID id, long sizeBytes, Instant at, Optional<UUID> uploadId) {

  /** How long the encoded facts are. */
  public static final int BYTES = 48;

  private static final UUID NONE = new UUID(0, 0);

  /** Writes the facts, {@link #BYTES} long. */
  public void encode(ByteBuffer out) {
    out.put(RowIds.bytes(id))
        .putLong(sizeBytes)
        .putLong(at.toEpochMilli())
        .put(RowIds.bytes(uploadId.orElse(NONE)));
  }

  private static RowFacts decode(ByteBuffer in) {
    UUID id = id(in);
    long sizeBytes = in.getLong();
    Instant at = Instant.ofEpochMilli(in.getLong());
    UUID uploadId = id(in);
    return new RowFacts(
        id, sizeBytes, at, uploadId.equals(NONE) ? Optional.empty() : Optional.of(uploadId));
  }

  private static UUID id(ByteBuffer in) {
    return new UUID(in.getLong(), in.getLong());
  }

  /**
   * Reads facts that were sealed and makes sure that they are these.
   *
   * @throws CryptoException {@code AUTHENTICATION_FAILED} if the row was changed
   * @throws java.nio.BufferUnderflowException if there are none
   */
  public void requireSealed(ByteBuffer in) {
    if (!decode(in).equals(this)) {
      throw new CryptoException(
          CryptoError.AUTHENTICATION_FAILED,
          "a row's length, time or ids are not those that were sealed with it");
    }
  }
}
