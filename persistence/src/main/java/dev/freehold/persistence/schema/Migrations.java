package dev.freehold.persistence.schema;

import static java.util.stream.Collectors.toSet;

import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.MigrationSet;
import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.exception.FlywayValidateException;

/**
 * Brings the tables of all modules up to date. What ran is recorded in two tables for all modules,
 * see {@link MigrationKind}.
 */
public final class Migrations {

  private static final Set<MigrationState> RAN =
      Set.of(MigrationState.SUCCESS, MigrationState.OUT_OF_ORDER, MigrationState.BASELINE);

  private final DataSource database;
  private final Dialect dialect;
  private final MigrationFolders folders;

  private Migrations(DataSource database, Dialect dialect, List<MigrationSet> sets) {
    this.database = database;
    this.dialect = dialect;
    this.folders = new MigrationFolders(dialect, sets);
  }

  /**
   * Runs what has not run yet. Modules take their numbers independently, so a lower number may come
   * after a higher one. Without sets, the tables stay as they are.
   *
   * @return what this program knows
   * @throws PersistenceException {@link PersistenceError#SCHEMA_TOO_NEW} if the tables are those of
   *     a newer program, and this one cannot work with them; {@link
   *     PersistenceError#OLDER_PROGRAM_SERVES} if a contraction has to wait; {@link
   *     PersistenceError#MIGRATION_FAILED}
   */
  public static KnownSchema run(DataSource database, Dialect dialect, List<MigrationSet> sets) {
    return sets.isEmpty() ? KnownSchema.NOTHING : new Migrations(database, dialect, sets).run();
  }

  private KnownSchema run() {
    folders.requireModules();
    return new UpToDate(database, folders).known().orElseGet(this::runFlyway);
  }

  private KnownSchema runFlyway() {
    Flyway whole = flyway(MigrationKind.RELEASED, MigrationKind.CONTRACTION);
    try {
      List<MigrationInfo> history = List.of(whole.info().all());
      List<MigrationInfo> expansions = expansions();
      KnownSchema known = known(history, expansions);
      requireKnown(history, known);
      List<Needs> waiting = waiting(history);
      OpenPrograms programs = new OpenPrograms(database, dialect);
      // Before anything is changed, and once more when the rest has taken its time.
      programs.require(waiting);
      if (!isDone(history)) {
        migrate(waiting.isEmpty() ? whole : flyway(MigrationKind.RELEASED));
      }
      if (!isDone(expansions)) {
        migrate(flyway(MigrationKind.EXPANSION));
      }
      if (!waiting.isEmpty()) {
        programs.require(waiting);
        migrate(whole);
      }
      return known;
    } catch (FlywayException e) {
      throw failed("a migration failed and was undone; its cause says why", e);
    }
  }

  private List<MigrationInfo> expansions() {
    return folders.of(MigrationKind.EXPANSION).isEmpty()
        ? List.of()
        : List.of(flyway(MigrationKind.EXPANSION).info().all());
  }

  private static KnownSchema known(List<MigrationInfo> history, List<MigrationInfo> expansions) {
    return new KnownSchema(
        Stream.concat(history.stream().filter(Migrations::isContraction), expansions.stream())
            .filter(Migrations::isOurs)
            .mapToLong(migration -> migration.getVersion().getMajor().longValueExact())
            .max()
            .orElse(0),
        history.stream().filter(Migrations::isOurs).map(Migrations::number).collect(toSet()));
  }

  /** Whether all that this program has is there as it was; most starts find it so. */
  private static boolean isDone(List<MigrationInfo> migrations) {
    return migrations.stream()
        .filter(Migrations::isOurs)
        .allMatch(
            migration -> RAN.contains(migration.getState()) && migration.isChecksumMatching());
  }

  private static void requireKnown(List<MigrationInfo> history, KnownSchema known) {
    history.stream()
        .filter(migration -> migration.getState().isApplied() && !isOurs(migration))
        .filter(migration -> known.ends(number(migration), migration.getDescription()))
        .findFirst()
        .ifPresent(
            newer -> {
              throw KnownSchema.tooNew(number(newer));
            });
  }

  /** Contractions that have not run yet. */
  private static List<Needs> waiting(List<MigrationInfo> history) {
    return history.stream()
        .filter(migration -> migration.getState() == MigrationState.PENDING)
        .flatMap(migration -> Needs.of(migration.getDescription()).stream())
        .toList();
  }

  private static boolean isContraction(MigrationInfo migration) {
    return Needs.of(migration.getDescription()).isPresent();
  }

  /** Whether this program has its file. */
  private static boolean isOurs(MigrationInfo migration) {
    return migration.getState().isResolved();
  }

  private static String number(MigrationInfo migration) {
    return String.valueOf(migration.getVersion());
  }

  private static void migrate(Flyway flyway) {
    try {
      flyway.migrate();
    } catch (FlywayValidateException e) {
      throw failed(explain(flyway), e);
    }
  }

  /** All of {@code kinds} are recorded in one table. */
  private Flyway flyway(MigrationKind... kinds) {
    return Flyway.configure(MigrationFolders.CLASS_PATH)
        .dataSource(database)
        .loggers("slf4j")
        .table(kinds[0].table())
        .outOfOrder(true)
        .cleanDisabled(true)
        .validateMigrationNaming(true)
        // What newer programs ran is judged here, by what it says of older ones.
        .ignoreMigrationPatterns("*:missing", "*:future")
        // The tables of the second history are made where those of the first are already.
        .baselineOnMigrate(kinds[0] == MigrationKind.EXPANSION)
        .baselineVersion("0")
        .placeholders(Map.of("bytes", bytesType(dialect)))
        .skipDefaultCallbacks(true)
        .locations(folders.of(kinds).toArray(String[]::new))
        .load();
  }

  private static String bytesType(Dialect dialect) {
    return switch (dialect) {
      case SQLITE -> "BLOB";
      case POSTGRESQL -> "BYTEA";
    };
  }

  private static String explain(Flyway flyway) {
    return flyway.validateWithResult().invalidMigrations.stream()
        .filter(wrong -> wrong.errorDetails.errorCode == CoreErrorCode.CHECKSUM_MISMATCH)
        .findFirst()
        .map(
            changed ->
                "migration %s was changed after it ran here; use the program that ran it"
                    .formatted(changed.version))
        .orElse("the tables do not match this program; the cause says where");
  }

  private static PersistenceException failed(String message, FlywayException cause) {
    return new PersistenceException(PersistenceError.MIGRATION_FAILED, message, cause);
  }
}
