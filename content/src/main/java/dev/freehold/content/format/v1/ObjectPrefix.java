package dev.freehold.content.format.v1;

import dev.freehold.content.format.ObjectIdentity;
import dev.freehold.crypto.CryptoError;
import dev.freehold.crypto.CryptoException;
import dev.freehold.crypto.SeekableSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.UUID;

/** The 36 bytes in front of FLOE: the magic, the owner key's id, the blob's id. */
final class ObjectPrefix {

  static final int LENGTH_BYTES = 4 + 2 * 16;

  /** {@code FHO1} in ASCII. */
  private static final int MAGIC = 0x46484F31;

  private ObjectPrefix() {}

  static byte[] encode(ObjectIdentity identity) {
    ByteBuffer buffer = ByteBuffer.allocate(LENGTH_BYTES).putInt(MAGIC);
    put(buffer, identity.ownerKeyId());
    put(buffer, identity.blobId());
    return buffer.array();
  }

  static ObjectIdentity read(SeekableSource blob) throws IOException {
    if (blob.length() < LENGTH_BYTES) {
      throw new CryptoException(
          CryptoError.TRUNCATED,
          "an object has at least %d bytes, this has %d".formatted(LENGTH_BYTES, blob.length()));
    }
    byte[] prefix = new byte[LENGTH_BYTES];
    blob.readFully(0, prefix, 0, LENGTH_BYTES);
    ByteBuffer buffer = ByteBuffer.wrap(prefix);
    if (buffer.getInt() != MAGIC) {
      throw new CryptoException(
          CryptoError.HEADER_INVALID, "an object of version 1 begins with FHO1, this does not");
    }
    return new ObjectIdentity(take(buffer), take(buffer));
  }

  static void put(ByteBuffer buffer, UUID id) {
    buffer.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }

  private static UUID take(ByteBuffer buffer) {
    long most = buffer.getLong();
    return new UUID(most, buffer.getLong());
  }
}
