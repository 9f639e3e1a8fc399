package dev.freehold.content.store;

import dev.freehold.crypto.Hkdf;
import dev.freehold.custody.OwnerKey;
import dev.freehold.persistence.RowIds;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.UUID;

/**
 * Binds an object's row to its owner and to its blob: {@code HKDF-Expand-SHA-256(owner key,
 * "freehold:object-binding:v1" | tenant | owner | owner key | object | blob | length of the object
 * | length of the blob)}. Nobody can make one without the key. So a row that somebody changed, or
 * that leads to another object's blob, is detected before anything is opened. The blob's id stands
 * for its bytes: an id is used once, and the blob is sealed with it. Immutable.
 */
public final class ObjectBinding {

  private static final int LENGTH_BYTES = 32;
  private static final byte[] LABEL =
      "freehold:object-binding:v1".getBytes(StandardCharsets.US_ASCII);

  private final byte[] value;

  private ObjectBinding(byte[] value) {
    this.value = value;
  }

  /** Binds an object under {@code key} to what it belongs to. */
  static ObjectBinding of(
      OwnerKey key,
      ContentOwner owner,
      UUID objectId,
      UUID blobId,
      long plaintextBytes,
      long blobBytes) {
    ByteBuffer info =
        ByteBuffer.allocate(LABEL.length + 5 * 2 * Long.BYTES + 2 * Long.BYTES).put(LABEL);
    info.put(RowIds.bytes(key.tenantId()));
    info.put(RowIds.bytes(owner.ownerId()));
    info.put(RowIds.bytes(key.keyId()));
    info.put(RowIds.bytes(objectId));
    info.put(RowIds.bytes(blobId));
    byte[] bound = info.putLong(plaintextBytes).putLong(blobBytes).array();
    return new ObjectBinding(key.key().use(raw -> Hkdf.expandSha256(raw, bound, LENGTH_BYTES)));
  }

  /** The binding that {@code row} has to have if it is {@code owner}'s. */
  static ObjectBinding of(OwnerKey key, ContentOwner owner, ObjectRow row) {
    return of(key, owner, row.objectId(), row.blobId(), row.plaintextBytes(), row.blobBytes());
  }

  /** What a row has; of any length, since anyone who writes the database chooses it. */
  static ObjectBinding ofColumn(byte[] stored) {
    return new ObjectBinding(stored);
  }

  byte[] bytes() {
    return value.clone();
  }

  /** {@inheritDoc} In constant time. */
  @Override
  public boolean equals(Object other) {
    return other instanceof ObjectBinding that && MessageDigest.isEqual(value, that.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }
}
