package dev.freehold.vault.seals;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.zip.CRC32;

/** A mark as a record of the file: kind, id, part, version, check and a checksum. */
final class MarkRecords {

  static final int BYTES = 1 + 2 * Long.BYTES + Integer.BYTES + 2 * Long.BYTES + Integer.BYTES;

  private MarkRecords() {}

  static byte[] encode(Raise raise) {
    SealedThing thing = raise.thing();
    ByteBuffer record =
        ByteBuffer.allocate(BYTES)
            .put((byte) thing.kind().code())
            .putLong(thing.id().getMostSignificantBits())
            .putLong(thing.id().getLeastSignificantBits())
            .putInt(thing.part())
            .putLong(raise.version())
            .putLong(raise.check());
    return record.putInt(checksum(record.array())).array();
  }

  /** The next record, or null if it is not one. */
  static Raise decode(ByteBuffer from) {
    byte[] record = new byte[BYTES];
    from.get(record);
    ByteBuffer parts = ByteBuffer.wrap(record);
    if (parts.getInt(BYTES - Integer.BYTES) != checksum(record)) {
      return null;
    }
    SealedThingKind kind = SealedThingKind.of(parts.get());
    UUID id = new UUID(parts.getLong(), parts.getLong());
    return new Raise(new SealedThing(kind, id, parts.getInt()), parts.getLong(), parts.getLong());
  }

  private static int checksum(byte[] record) {
    CRC32 crc = new CRC32();
    crc.update(record, 0, BYTES - Integer.BYTES);
    return (int) crc.getValue();
  }
}
