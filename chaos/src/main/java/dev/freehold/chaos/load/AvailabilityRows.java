package dev.freehold.chaos.load;

import dev.freehold.chaos.history.Deed;
import dev.freehold.chaos.load.ChaosTarget.Database;
import dev.freehold.chaos.load.ChaosTarget.Databases;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Looks at availability keys where they are, without the service. */
final class AvailabilityRows {

  private static final String OF_POLICY =
      "SELECT count(*) FROM availability_keys WHERE policy_id = ?";
  private static final String OF_ID =
      "SELECT count(*) FROM availability_keys WHERE policy_id = ? AND id = ?";
  private static final String BEFORE =
      """
      SELECT count(*) FROM availability_keys WHERE policy_id = ?
        AND created_at < (SELECT created_at FROM availability_keys WHERE id = ?)\
      """;
  private static final String PRESENT = "SELECT availability_key_id FROM policies WHERE id = ?";
  private static final int UUID_BYTES = 16;

  private final Databases databases;

  AvailabilityRows(Databases databases) {
    this.databases = databases;
  }

  /** How many keys there are of a policy. */
  long count(UUID policy) throws IOException {
    return count(OF_POLICY, bytes(policy));
  }

  /** Whether the key is there that a policy has now, and how many of those before it. */
  Deed.CountKeys look(String object, UUID policy) throws IOException {
    byte[] present =
        first(databases.main(), PRESENT, List.of(bytes(policy)), row -> row.getBytes(1));
    return new Deed.CountKeys(
        object, count(OF_ID, bytes(policy), present) == 1, count(BEFORE, bytes(policy), present));
  }

  private long count(String sql, byte[]... values) throws IOException {
    return first(databases.availability(), sql, List.of(values), row -> row.getLong(1));
  }

  /** Reads what is in a row. */
  private interface Reading<T> {
    T read(ResultSet row) throws SQLException;
  }

  private static <T> T first(Database where, String sql, List<byte[]> values, Reading<T> reading)
      throws IOException {
    try (Connection connection =
            DriverManager.getConnection(where.url(), where.user(), where.password());
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        statement.setBytes(i + 1, values.get(i));
      }
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          throw new IOException("no row: " + sql);
        }
        return reading.read(rows);
      }
    } catch (SQLException notNow) {
      throw new IOException(notNow);
    }
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(UUID_BYTES)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
