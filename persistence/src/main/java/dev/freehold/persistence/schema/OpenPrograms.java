package dev.freehold.persistence.schema;

import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.persistence.SqlFailures;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import javax.sql.DataSource;

/** Which programs have a database open, by the names of their connections. */
record OpenPrograms(DataSource database, Dialect dialect) {

  private static final String NAMES =
      "SELECT application_name FROM pg_stat_activity WHERE datname = current_database()";

  /**
   * Refuses if one of them would not go on after a contraction.
   *
   * @param contractions that are about to run
   * @throws PersistenceException {@link PersistenceError#OLDER_PROGRAM_SERVES}
   */
  void require(List<Needs> contractions) {
    long needed = contractions.stream().mapToLong(Needs::change).max().orElse(0);
    long older = needed == 0 ? 0 : levels().stream().filter(level -> level < needed).count();
    if (older > 0) {
      throw new PersistenceException(
          PersistenceError.OLDER_PROGRAM_SERVES,
          ("this program takes away what older ones need, and one that does not know migration %d"
                  + " has %d connections to the database; upgrade the other nodes first, to the"
                  + " release before this one if need be")
              .formatted(needed, older),
          null);
    }
  }

  private List<Long> levels() {
    return switch (dialect) {
      // Only one process can use the file.
      case SQLITE -> List.of();
      case POSTGRESQL -> connected();
    };
  }

  private List<Long> connected() {
    List<Long> levels = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet names = statement.executeQuery(NAMES)) {
      while (names.next()) {
        OptionalLong level = ProgramName.level(names.getString(1));
        level.ifPresent(levels::add);
      }
      return levels;
    } catch (SQLException failed) {
      throw SqlFailures.of(failed, PersistenceError.OPEN_FAILED);
    }
  }
}
