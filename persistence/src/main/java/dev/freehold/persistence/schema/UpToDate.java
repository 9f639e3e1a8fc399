package dev.freehold.persistence.schema;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Finds without Flyway that nothing is to be done, as most starts do: every migration of this
 * program has run as it is now, and no other one has. Flyway decides everything else; to find the
 * same it loads some 380 classes.
 */
record UpToDate(DataSource database, MigrationFolders folders) {

  private static final String SQLITE_TABLE =
      "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?";

  /** Flyway's tables are in the first schema of the path, and so is what has no schema's name. */
  private static final String POSTGRESQL_TABLE =
      "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = ?";

  /** The baseline with which the second history begins. */
  private static final String FIRST = "0";

  /** What this program knows if nothing is to be done; empty if that is not certain. */
  Optional<KnownSchema> known() {
    try {
      List<MigrationFile> recorded = files(MigrationKind.RELEASED, MigrationKind.CONTRACTION);
      List<MigrationFile> expansions = files(MigrationKind.EXPANSION);
      try (Connection connection = database.getConnection()) {
        boolean isDone =
            isDone(connection, MigrationKind.HISTORY, recorded)
                && (expansions.isEmpty()
                    || isDone(connection, MigrationKind.EXPANSION.table(), expansions));
        return isDone ? Optional.of(known(recorded, expansions)) : Optional.empty();
      }
    } catch (IOException | SQLException unclear) {
      return Optional.empty();
    }
  }

  private List<MigrationFile> files(MigrationKind... kinds) throws IOException {
    List<MigrationFile> files = new ArrayList<>();
    for (String folder : folders.paths(kinds)) {
      files.addAll(MigrationFile.in(folder));
    }
    return files;
  }

  private static KnownSchema known(List<MigrationFile> recorded, List<MigrationFile> expansions) {
    Stream<MigrationFile> contractions =
        recorded.stream().filter(file -> Needs.of(file.description()).isPresent());
    Set<String> numbers = new TreeSet<>();
    recorded.forEach(file -> numbers.add(file.number()));
    return new KnownSchema(
        Stream.concat(contractions, expansions.stream())
            .mapToLong(file -> Long.parseLong(file.number()))
            .max()
            .orElse(0),
        numbers);
  }

  private boolean isDone(Connection connection, String table, List<MigrationFile> files)
      throws SQLException {
    if (!isThere(connection, table)) {
      return false;
    }
    Map<String, Integer> missing = new HashMap<>();
    files.forEach(file -> missing.put(file.number(), file.checksum()));
    if (missing.size() < files.size()) {
      return false;
    }
    String sql = "SELECT type, version, checksum, success FROM " + table;
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        String number = row.getString(2);
        boolean isExpected =
            switch (row.getString(1)) {
              case "BASELINE" -> FIRST.equals(number);
              case "SQL" -> missing.containsKey(number) && missing.remove(number) == row.getInt(3);
              default -> false;
            };
        if (!isExpected || !row.getBoolean(4)) {
          return false;
        }
      }
    }
    return missing.isEmpty();
  }

  private boolean isThere(Connection connection, String table) throws SQLException {
    String sql =
        switch (folders.dialect()) {
          case SQLITE -> SQLITE_TABLE;
          case POSTGRESQL -> POSTGRESQL_TABLE;
        };
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, table);
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }
}
