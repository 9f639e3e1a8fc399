package dev.freehold.persistence;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Comparator;
import java.util.UUID;

/**
 * Makes ids for tables with very many rows that jobs process in the order of ids. Ids that are made
 * one after another are neighbours in the table and its indexes, so a thousand of them are on a few
 * pages instead of a thousand. Safe for use by many threads.
 */
public final class RowIds {

  private static final int BYTES = 16;
  private static final int MILLIS_SHIFT = 16;
  private static final long VERSION_7 = 0x7000L;
  private static final long RANDOM_MASK = 0x0FFFL;

  /** The order in which databases have ids: that of their bytes. */
  public static final Comparator<UUID> ORDER =
      Comparator.comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
          .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

  private RowIds() {}

  /**
   * A new id: the clock's milliseconds, then 74 bits from a secure generator (RFC 9562, section
   * 5.7). It tells when it was made, and nobody can guess it.
   */
  public static UUID next(Clock clock) {
    UUID random = UUID.randomUUID();
    return new UUID(
        (clock.millis() << MILLIS_SHIFT)
            | VERSION_7
            | (random.getMostSignificantBits() & RANDOM_MASK),
        random.getLeastSignificantBits());
  }

  /**
   * The id in a column of a row, for statements that read very many.
   *
   * @param column from 1
   * @throws SQLException as {@link ResultSet#getBytes(int)}
   */
  public static UUID read(ResultSet row, int column) throws SQLException {
    return of(row.getBytes(column));
  }

  /**
   * The id in the bytes of a column.
   *
   * @throws IllegalStateException unless they are as many as an id has
   */
  public static UUID of(byte[] column) {
    if (column.length != BYTES) {
      throw new IllegalStateException(
          "an id has %d bytes, a column has %d".formatted(BYTES, column.length));
    }
    ByteBuffer bytes = ByteBuffer.wrap(column);
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  /** The id as it is kept in a column. */
  public static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(BYTES)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
