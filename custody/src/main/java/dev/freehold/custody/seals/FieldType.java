package dev.freehold.custody.seals;

import dev.freehold.persistence.RowIds;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HexFormat;
import java.util.UUID;
import org.jdbi.v3.core.result.RowView;

/** What a field of a sealed row is; how it is read, bound, and written into what is sealed. */
enum FieldType {
  /** A {@link UUID}. */
  ID(1) {
    @Override
    Object read(RowView row, String column) {
      return row.getColumn(column, UUID.class);
    }

    @Override
    Object read(ResultSet row, int column) throws SQLException {
      byte[] id = row.getBytes(column);
      return id == null ? null : RowIds.of(id);
    }

    @Override
    void bind(PreparedStatement statement, int place, Object value) throws SQLException {
      statement.setBytes(place, value == null ? null : RowIds.bytes((UUID) value));
    }

    @Override
    byte[] bytes(Object value) {
      return RowIds.bytes((UUID) value);
    }

    @Override
    Object parse(String text) {
      return UUID.fromString(text);
    }
  },
  /** A whole number, a moment in milliseconds, or a truth value as 0 or 1: a {@link Long}. */
  NUMBER(2) {
    @Override
    Object read(RowView row, String column) {
      return row.getColumn(column, Long.class);
    }

    @Override
    Object read(ResultSet row, int column) throws SQLException {
      long value = row.getLong(column);
      return row.wasNull() ? null : (Object) value;
    }

    @Override
    void bind(PreparedStatement statement, int place, Object value) throws SQLException {
      if (value == null) {
        statement.setNull(place, Types.BIGINT);
      } else {
        statement.setLong(place, (Long) value);
      }
    }

    @Override
    byte[] bytes(Object value) {
      return ByteBuffer.allocate(Long.BYTES).putLong((Long) value).array();
    }

    @Override
    Object parse(String text) {
      return Long.valueOf(text);
    }
  },
  /** A {@link String}. */
  TEXT(3) {
    @Override
    Object read(RowView row, String column) {
      return row.getColumn(column, String.class);
    }

    @Override
    Object read(ResultSet row, int column) throws SQLException {
      return row.getString(column);
    }

    @Override
    void bind(PreparedStatement statement, int place, Object value) throws SQLException {
      statement.setString(place, (String) value);
    }

    @Override
    byte[] bytes(Object value) {
      return ((String) value).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    Object parse(String text) {
      return text;
    }
  },
  /** An array of bytes, such as a hash. */
  BYTES(4) {
    @Override
    Object read(RowView row, String column) {
      return row.getColumn(column, byte[].class);
    }

    @Override
    Object read(ResultSet row, int column) throws SQLException {
      return row.getBytes(column);
    }

    @Override
    void bind(PreparedStatement statement, int place, Object value) throws SQLException {
      statement.setBytes(place, (byte[]) value);
    }

    @Override
    byte[] bytes(Object value) {
      return (byte[]) value;
    }

    @Override
    Object parse(String text) {
      return HexFormat.of().parseHex(text);
    }
  };

  private final int tag;

  FieldType(int tag) {
    this.tag = tag;
  }

  /** Tells it from the others in what is sealed; never changes. */
  int tag() {
    return tag;
  }

  /** The value in a column; null for none. */
  abstract Object read(RowView row, String column);

  /** The value in a column, counted from 1; null for none. */
  abstract Object read(ResultSet row, int column) throws SQLException;

  abstract void bind(PreparedStatement statement, int place, Object value) throws SQLException;

  /** The value, which is not null, as it is sealed. */
  abstract byte[] bytes(Object value);

  /**
   * A value of a key from its text.
   *
   * @throws IllegalArgumentException if {@code text} is no such value
   */
  abstract Object parse(String text);
}
