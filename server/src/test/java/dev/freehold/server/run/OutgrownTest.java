package dev.freehold.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.nodes.NodeEnd;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.testing.TestDatabases;
import dev.freehold.server.stores.Schemas;
import dev.freehold.server.testing.PostgresqlPair;
import dev.freehold.server.testing.SoloVault;
import dev.freehold.server.testing.TestServer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A program that runs when a newer one takes away what it needs of the tables")
class OutgrownTest {

  /** It looks every 5 s; the rest is for a busy machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path folder;

  private static void contract(DatabaseSettings settings) {
    execute(
        settings,
        """
        INSERT INTO schema_history (installed_rank, version, description, type, script,
          installed_by, execution_time, success)
        VALUES ((SELECT MAX(installed_rank) + 1 FROM schema_history), '2099010101',
          'needs 2099010101 drop all', 'SQL', 'V1.sql', 'test', 1, true)\
        """);
  }

  private static void execute(DatabaseSettings settings, String sql) {
    try (Database database = Databases.open(settings, List.of())) {
      database.write(tx -> tx.execute(sql));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("stops serving, whether of the main or of the availability database")
  void stopsServing(boolean isMain) {
    PostgresqlPair pair = PostgresqlPair.make(folder);
    Map<String, String> settings = pair.settings();
    try (FreeholdServer server =
        TestServer.start(folder.resolve("node"), Clock.systemUTC(), settings)) {
      contract(isMain ? pair.main() : pair.availability());
      assertThat(server.ended())
          .succeedsWithin(PATIENCE)
          .isEqualTo(NodeEnd.OUTGROWN)
          .extracting(NodeEnd::words)
          .asString()
          .contains("start the newer program");
    }
  }

  @Test
  @DisplayName("learns that it was removed though one of its databases cannot be looked at")
  void looksForTheRest() {
    PostgresqlPair pair = PostgresqlPair.make(folder);
    try (FreeholdServer server =
        TestServer.start(folder.resolve("node"), Clock.systemUTC(), pair.settings())) {
      execute(pair.availability(), "ALTER TABLE schema_history RENAME TO away");
      execute(pair.main(), "TRUNCATE nodes CASCADE");
      assertThat(server.ended()).succeedsWithin(PATIENCE).isEqualTo(NodeEnd.REMOVED);
    }
  }

  @Test
  @DisplayName("ends, if it is vaults that run alone")
  void endsVaults() {
    DatabaseSettings database =
        TestDatabases.migrated(Dialect.POSTGRESQL, folder, Schemas.STANDALONE_VAULT);
    Map<String, String> settings =
        PostgresqlPair.settings("freehold.database", (DatabaseSettings.Postgresql) database);
    try (SoloVault vaults = SoloVault.start(folder.resolve("vaults"), settings)) {
      contract(database);
      assertThat(vaults.vault().ended())
          .succeedsWithin(PATIENCE)
          .extracting(PersistenceException::error)
          .isEqualTo(PersistenceError.SCHEMA_TOO_NEW);
    }
  }
}
