package dev.freehold.server.coverage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A column of ids in an SQLite file, whose values somebody else exchanges.
 *
 * @param table its table
 * @param column its name
 */
record IdColumn(String table, String column) {

  private static final String BYTES = "bytes ";

  /** Whoever reads a row whose number is missing confirms it, a node's own row every 5 s. */
  private static final IdColumn CONFIRMED_BY_READERS = new IdColumn("row_versions", "row_id");

  @Override
  public String toString() {
    return table + "." + column;
  }

  /** Every value that is there, by the first row that has it. */
  Map<Object, Long> values(Connection attacker) throws SQLException {
    Map<Object, Long> values = new LinkedHashMap<>();
    try (PreparedStatement select =
            attacker.prepareStatement(
                "SELECT rowid, %s FROM %s WHERE %s IS NOT NULL ORDER BY rowid LIMIT 1000"
                    .formatted(column, table, column));
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        values.putIfAbsent(comparable(rows.getObject(2)), rows.getLong(1));
      }
    }
    return values;
  }

  /** Bytes as hexadecimal digits, so that the same ids are equal. */
  private static Object comparable(Object value) {
    return value instanceof byte[] bytes ? BYTES + HexFormat.of().formatHex(bytes) : value;
  }

  private static Object stored(Object value) {
    return value instanceof String text && text.startsWith(BYTES)
        ? HexFormat.of().parseHex(text.substring(BYTES.length()))
        : value;
  }

  /**
   * The exchanges to be tried: the first row with each of a few others, which are the next, the one
   * in the middle and the last; and the second with the third. Where all rows have one value it is
   * replaced by those that columns of the same name have elsewhere.
   */
  List<Exchange> exchanges(Connection attacker, Set<Object> elsewhere) throws SQLException {
    Map<Object, Long> byValue = values(attacker);
    List<Object> own = List.copyOf(byValue.keySet());
    List<Exchange> exchanges = new ArrayList<>();
    if (own.size() > 1) {
      for (int other : new TreeSet<>(List.of(1, own.size() / 2, own.size() - 1))) {
        exchanges.add(exchange(byValue, own.getFirst(), own.get(other)));
      }
      if (own.size() > 2) {
        exchanges.add(exchange(byValue, own.get(1), own.get(2)));
      }
    } else if (own.size() == 1) {
      elsewhere.stream()
          .filter(value -> !value.equals(own.getFirst()))
          .limit(2)
          .forEach(
              value ->
                  exchanges.add(
                      new Exchange(this, byValue.get(own.getFirst()), own.getFirst(), 0, value)));
    }
    return exchanges;
  }

  private Exchange exchange(Map<Object, Long> byValue, Object one, Object other) {
    return new Exchange(this, byValue.get(one), one, byValue.get(other), other);
  }

  /**
   * Two rows and their values.
   *
   * @param column which column
   * @param row one row
   * @param value what it has
   * @param otherRow the other; 0 for none
   * @param other what that has, or what stands elsewhere
   */
  record Exchange(IdColumn column, long row, Object value, long otherRow, Object other) {

    /** Writes what each of both has not; false if a constraint of the table forbids it. */
    boolean apply(Connection attacker) throws SQLException {
      return write(attacker, other, value);
    }

    /** Writes what was there, in place of what readers have made of it meanwhile. */
    void undo(Connection attacker) throws SQLException {
      if (column.equals(CONFIRMED_BY_READERS)) {
        forget(attacker, value);
        forget(attacker, other);
      }
      if (!write(attacker, value, other)) {
        throw new SQLException("what was there cannot be put back: " + column);
      }
    }

    private boolean write(Connection attacker, Object first, Object second) throws SQLException {
      attacker.setAutoCommit(false);
      try {
        if (otherRow != 0) {
          set(attacker, otherRow, BYTES + UUID.randomUUID().toString().replace("-", ""));
        }
        set(attacker, row, first);
        if (otherRow != 0) {
          set(attacker, otherRow, second);
        }
        attacker.commit();
        return true;
      } catch (SQLException forbidden) {
        attacker.rollback();
        if (!forbidden.getMessage().matches("(?s).*(CONSTRAINT|MISMATCH).*")) {
          throw forbidden;
        }
        return false;
      } finally {
        attacker.setAutoCommit(true);
      }
    }

    private void forget(Connection attacker, Object made) throws SQLException {
      try (PreparedStatement delete =
          attacker.prepareStatement(
              "DELETE FROM %s WHERE %s = ? AND rowid NOT IN (?, ?)"
                  .formatted(column.table, column.column))) {
        delete.setObject(1, stored(made));
        delete.setLong(2, row);
        delete.setLong(3, otherRow);
        delete.executeUpdate();
      }
    }

    private void set(Connection attacker, long rowid, Object to) throws SQLException {
      try (PreparedStatement update =
          attacker.prepareStatement(
              "UPDATE %s SET %s = ? WHERE rowid = ?".formatted(column.table, column.column))) {
        update.setObject(1, stored(to));
        update.setLong(2, rowid);
        update.executeUpdate();
      }
    }
  }
}
