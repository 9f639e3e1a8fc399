package dev.freehold.custody.seals;

import dev.freehold.persistence.PointQuery;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** The statements on tables of sealed rows, each in the caller's transaction. */
final class SealedTable {

  private SealedTable() {}

  static Optional<StoredRow> read(Handle tx, SealedKind kind, List<Object> key) {
    return new PointQuery<>(select(kind), row -> kind.read(row, 1))
        .find(tx, statement -> bind(statement, 1, kind, key));
  }

  /** Those that are there, by their ids. */
  static List<StoredRow> readAll(Handle tx, SealedKind kind, List<UUID> keys) {
    String key = kind.keyColumns().getFirst();
    List<StoredRow> rows = new ArrayList<>();
    for (int first = 0; first < keys.size(); first += RowPages.PAGE_ROWS) {
      rows.addAll(
          tx.createQuery(
                  "SELECT %s FROM %s r WHERE %s IN (<keys>) ORDER BY %s"
                      .formatted(kind.columns("r"), kind.table(), key, key))
              .bindList(
                  "keys", keys.subList(first, Math.min(keys.size(), first + RowPages.PAGE_ROWS)))
              .map(kind::read)
              .list());
    }
    return rows;
  }

  /** Only the seals are written, so that no statement for each row has a foreign key to check. */
  static void keepAll(Handle tx, List<PreparedSeal> seals) {
    SealedKind kind = seals.getFirst().row().kind();
    String sql =
        "UPDATE %s SET %s = ? WHERE %s".formatted(kind.table(), SealedKind.SEAL, where(kind));
    try (PreparedStatement statement = tx.getConnection().prepareStatement(sql)) {
      for (PreparedSeal prepared : seals) {
        statement.setBytes(1, prepared.seal());
        bind(statement, 2, kind, prepared.row().keys());
        statement.addBatch();
      }
      if (Arrays.stream(statement.executeBatch()).sum() != seals.size()) {
        throw new IllegalStateException("some %s are not there to be sealed".formatted(kind));
      }
    } catch (SQLException failure) {
      throw new UnableToExecuteStatementException(failure, null);
    }
  }

  /** Its own row alone is locked; on SQLite there is one writer. */
  static Optional<StoredRow> lock(Handle tx, SealedKind kind, List<Object> key) {
    execute(
        tx,
        "UPDATE %s SET %s = %s WHERE %s"
            .formatted(kind.table(), SealedKind.SEAL, SealedKind.SEAL, where(kind)),
        statement -> bind(statement, 1, kind, key));
    return read(tx, kind, key);
  }

  private static String select(SealedKind kind) {
    return "SELECT %s FROM %s r WHERE %s".formatted(kind.columns("r"), kind.table(), where(kind));
  }

  private static String where(SealedKind kind) {
    return kind.keys().stream()
        .map(field -> field.column() + " = ?")
        .collect(Collectors.joining(" AND "));
  }

  static void keep(Handle tx, SealedRow row, byte[] seal) {
    write(tx, row, List.of(), seal);
  }

  static void update(Handle tx, SealedRow before, SealedRow after, byte[] seal) {
    if (before.kind() != after.kind() || !before.keys().equals(after.keys())) {
      throw new IllegalArgumentException("%s is another row than %s".formatted(after, before));
    }
    write(
        tx,
        after,
        after.kind().fields().stream()
            .filter(
                field -> !Objects.deepEquals(before.value(field.name()), after.value(field.name())))
            .toList(),
        seal);
  }

  private static void write(Handle tx, SealedRow row, List<SealedField> changed, byte[] seal) {
    SealedKind kind = row.kind();
    List<String> set = new ArrayList<>();
    changed.forEach(field -> set.add(field.column() + " = ?"));
    if (kind.isVersioned()) {
      set.add(SealedKind.VERSION + " = ?");
    }
    set.add(SealedKind.SEAL + " = ?");
    int rows =
        execute(
            tx,
            "UPDATE %s SET %s WHERE %s"
                .formatted(kind.table(), String.join(", ", set), where(kind)),
            statement -> {
              int place = 1;
              for (SealedField field : changed) {
                field.type().bind(statement, place++, row.value(field.name()));
              }
              if (kind.isVersioned()) {
                statement.setLong(place++, row.version());
              }
              statement.setBytes(place++, seal);
              bind(statement, place, kind, row.keys());
            });
    if (rows != 1) {
      throw new IllegalStateException("the %s is not there to be sealed".formatted(row));
    }
  }

  private static void bind(
      PreparedStatement statement, int first, SealedKind kind, List<Object> key)
      throws SQLException {
    for (int i = 0; i < key.size(); i++) {
      kind.keys().get(i).type().bind(statement, first + i, key.get(i));
    }
  }

  private static int execute(Handle tx, String sql, PointQuery.Binder values) {
    try (PreparedStatement statement = tx.getConnection().prepareStatement(sql)) {
      values.bind(statement);
      return statement.executeUpdate();
    } catch (SQLException failure) {
      // As JDBI would, so that the transaction tells its kind in the same way.
      throw new UnableToExecuteStatementException(failure, null);
    }
  }
}
