package dev.freehold.crypto.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * Builds the bytes of a statement that {@link SealCodes} then seals. Each part begins with its
 * length, and each field with its name and type, so no two statements have the same bytes. For one
 * thread.
 */
public final class SealedStatement {

  private static final int ID = 1;
  private static final int NUMBER = 2;
  private static final int TEXT = 3;
  private static final int BYTES = 4;

  /** Most statements are shorter. */
  private static final int FIRST_BYTES = 256;

  private ByteBuffer out = ByteBuffer.allocate(FIRST_BYTES);

  /** Says nothing yet. */
  public SealedStatement() {}

  /** Adds bytes and how many they are. */
  public SealedStatement part(byte[] bytes) {
    roomFor(Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes);
    return this;
  }

  /** Adds a number of eight bytes. */
  public SealedStatement number(long value) {
    roomFor(Long.BYTES).putLong(value);
    return this;
  }

  /**
   * Adds a field.
   *
   * @param name what it is called
   * @param type tells types of values from each other; it never changes
   * @param value null for none
   */
  public SealedStatement field(String name, int type, byte[] value) {
    part(name.getBytes(StandardCharsets.UTF_8));
    roomFor(2).put((byte) type).put((byte) (value == null ? 0 : 1));
    return value == null ? this : part(value);
  }

  /** Adds an id, null for none. */
  public SealedStatement id(String name, UUID value) {
    return field(name, ID, value == null ? null : sixteen(value));
  }

  /** Adds a number, a moment in milliseconds, or a truth value as 0 or 1; null for none. */
  public SealedStatement number(String name, Long value) {
    return field(name, NUMBER, value == null ? null : eight(value));
  }

  /** Adds a truth value. */
  public SealedStatement flag(String name, boolean value) {
    return number(name, value ? 1L : 0L);
  }

  /** Adds a text, null for none. */
  public SealedStatement text(String name, String value) {
    return field(name, TEXT, value == null ? null : value.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds an array of bytes, null for none. */
  public SealedStatement bytes(String name, byte[] value) {
    return field(name, BYTES, value);
  }

  /** All that was added. */
  public byte[] encoded() {
    return Arrays.copyOf(out.array(), out.position());
  }

  private ByteBuffer roomFor(int bytes) {
    if (out.remaining() < bytes) {
      out =
          ByteBuffer.allocate(Math.addExact(2 * out.capacity(), bytes))
              .put(out.array(), 0, out.position());
    }
    return out;
  }

  private static byte[] eight(long value) {
    return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
  }

  private static byte[] sixteen(UUID value) {
    return ByteBuffer.allocate(2 * Long.BYTES)
        .putLong(value.getMostSignificantBits())
        .putLong(value.getLeastSignificantBits())
        .array();
  }
}
