package dev.freehold.mail.messages;

import dev.freehold.persistence.PointQuery;
import dev.freehold.persistence.RowIds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Reads the columns of {@link MessageRows#COLUMNS} by their places, for folders with 100,000
 * messages: most messages of a folder have the same flags as some other, which are made once. For
 * one query.
 */
final class MessageReader implements RowMapper<StoredMessage>, PointQuery.RowReader<StoredMessage> {

  /** The place of the first column behind those of every message. */
  static final int BEHIND = 11;

  private static final int SEALED_PROPERTIES = BEHIND;
  private static final int SEALED_ENVELOPE = BEHIND + 1;
  private static final int MAX_KNOWN = 1_000;

  private final Map<FlagColumns, MessageFlags> known = new HashMap<>();

  @Override
  public StoredMessage map(ResultSet row, StatementContext context) throws SQLException {
    return read(row);
  }

  @Override
  public StoredMessage read(ResultSet row) throws SQLException {
    return new StoredMessage(
        row.getLong(1),
        row.getLong(2),
        flags(new FlagColumns(row.getInt(3), row.getString(4))),
        Instant.ofEpochMilli(row.getLong(5)),
        ZoneOffset.ofTotalSeconds(row.getInt(10) * 60),
        Instant.ofEpochMilli(row.getLong(6)),
        row.getLong(7),
        row.getLong(8),
        RowIds.read(row, 9));
  }

  /** As {@link #read}, with {@code sealed_properties} behind the columns. */
  MessageRows.SealedRow sealed(ResultSet row) throws SQLException {
    return new MessageRows.SealedRow(read(row), row.getBytes(SEALED_PROPERTIES), Optional.empty());
  }

  /** As {@link #sealed}, with {@code sealed_envelope} behind that. */
  MessageRows.SealedRow enveloped(ResultSet row) throws SQLException {
    return new MessageRows.SealedRow(
        read(row),
        row.getBytes(SEALED_PROPERTIES),
        Optional.ofNullable(row.getBytes(SEALED_ENVELOPE)));
  }

  private MessageFlags flags(FlagColumns columns) {
    MessageFlags flags = known.get(columns);
    if (flags == null) {
      flags = MessageFlags.ofColumns(columns.bits, columns.keywords);
      if (known.size() < MAX_KNOWN) {
        known.put(columns, flags);
      }
    }
    return flags;
  }

  private record FlagColumns(int bits, String keywords) {}
}
