package dev.freehold.persistence;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.api.output.ValidateOutput;

/** Brings the tables of all modules up to date, with one history for all. */
public final class Migrations {

  private static final String HISTORY_TABLE = "schema_history";

  private Migrations() {}

  /**
   * Runs what has not run yet. Modules take their numbers independently, so a lower number may come
   * after a higher one. Without sets, the tables stay as they are.
   *
   * @throws PersistenceException {@link PersistenceError#MIGRATION_FAILED}
   */
  public static void run(DataSource database, Dialect dialect, List<MigrationSet> sets) {
    if (sets.isEmpty()) {
      return;
    }
    Flyway flyway =
        Flyway.configure(Migrations.class.getClassLoader())
            .dataSource(database)
            .loggers("slf4j")
            .table(HISTORY_TABLE)
            .outOfOrder(true)
            .cleanDisabled(true)
            .validateMigrationNaming(true)
            // By default Flyway lets a program run on tables newer than it knows.
            .ignoreMigrationPatterns(new String[0])
            .placeholders(Map.of("bytes", bytesType(dialect)))
            .skipDefaultCallbacks(true)
            .locations(locations(dialect, sets))
            .load();
    try {
      flyway.migrate();
    } catch (FlywayValidateException e) {
      throw failed(explain(flyway), e);
    } catch (FlywayException e) {
      throw failed("a migration failed and was undone; its cause says why", e);
    }
  }

  private static String[] locations(Dialect dialect, List<MigrationSet> sets) {
    return sets.stream().flatMap(set -> locations(dialect, set).stream()).toArray(String[]::new);
  }

  /** The folders that exist; Flyway warns of the others. */
  private static List<String> locations(Dialect dialect, MigrationSet set) {
    String root = "db/migration/" + set.module();
    List<String> locations =
        Stream.of(root + "/common", root + "/" + folderOf(dialect))
            .filter(folder -> Migrations.class.getClassLoader().getResource(folder) != null)
            .map(folder -> "classpath:" + folder)
            .toList();
    if (locations.isEmpty()) {
      throw failed("no migrations are on the class path under " + root, null);
    }
    return locations;
  }

  private static String folderOf(Dialect dialect) {
    return switch (dialect) {
      case SQLITE -> "sqlite";
      case POSTGRESQL -> "postgresql";
    };
  }

  private static String bytesType(Dialect dialect) {
    return switch (dialect) {
      case SQLITE -> "BLOB";
      case POSTGRESQL -> "BYTEA";
    };
  }

  private static String explain(Flyway flyway) {
    List<ValidateOutput> wrong = flyway.validateWithResult().invalidMigrations;
    for (ValidateOutput migration : wrong) {
      if (migration.errorDetails.errorCode
          == CoreErrorCode.APPLIED_VERSIONED_MIGRATION_NOT_RESOLVED) {
        return "migration %s ran here and this program does not know it; use the newer program"
            .formatted(migration.version);
      }
      if (migration.errorDetails.errorCode == CoreErrorCode.CHECKSUM_MISMATCH) {
        return "migration %s was changed after it ran here; use the program that ran it"
            .formatted(migration.version);
      }
    }
    return "the tables do not match this program; the cause says where";
  }

  private static PersistenceException failed(String message, FlywayException cause) {
    return new PersistenceException(PersistenceError.MIGRATION_FAILED, message, cause);
  }
}
