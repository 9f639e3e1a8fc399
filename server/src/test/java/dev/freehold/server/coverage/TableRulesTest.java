package dev.freehold.server.coverage;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.MigrationSet;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.opening.SchemaReader;
import dev.freehold.persistence.opening.SchemaSnapshot;
import dev.freehold.persistence.testing.TestDatabases;
import dev.freehold.server.run.TableRules;
import dev.freehold.server.stores.Schemas;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Every column that the migrations make has a rule, and every rule its column:")
class TableRulesTest {

  /** Which is there as soon as one of the database's modules has an expansion. */
  private static final String EXPANSIONS = "schema_expansions";

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("the service's metadata")
  void main(Dialect dialect) {
    assertRuled(dialect, Schemas.MAIN, TableRules.main());
  }

  @ParameterizedTest
  @EnumSource(value = Dialect.class, names = "SQLITE")
  @DisplayName("availability keys, which are always in SQLite")
  void availability(Dialect dialect) {
    assertRuled(dialect, Schemas.AVAILABILITY, TableRules.availability());
  }

  @ParameterizedTest
  @EnumSource(value = Dialect.class, names = "SQLITE")
  @DisplayName("the vaults in a service's process, which are always in SQLite")
  void vault(Dialect dialect) {
    assertRuled(dialect, Schemas.VAULT, TableRules.vault());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("vaults that run alone")
  void standaloneVault(Dialect dialect) {
    assertRuled(dialect, Schemas.STANDALONE_VAULT, TableRules.standaloneVault());
  }

  private void assertRuled(Dialect dialect, List<MigrationSet> migrations, List<TableRule> rules) {
    DatabaseSettings settings = TestDatabases.settings(dialect, folder);
    Databases.open(settings, migrations).close();
    Map<String, Set<String>> found = columns(SchemaReader.read(settings));
    assertThat(found)
        .isEqualTo(
            rules.stream()
                .filter(rule -> !rule.table().equals(EXPANSIONS) || found.containsKey(EXPANSIONS))
                .collect(toMap(TableRule::table, r -> r.columns().keySet())));
  }

  private static Map<String, Set<String>> columns(SchemaSnapshot snapshot) {
    return snapshot.tables().stream()
        .collect(toMap(SchemaSnapshot.Table::name, table -> Set.copyOf(table.columns())));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("a table or column that is new is a finding, one that is gone is not")
  void isNew(Dialect dialect) {
    DatabaseSettings settings = TestDatabases.settings(dialect, folder);
    try (Database database = Databases.open(settings, Schemas.MAIN)) {
      database.write(tx -> tx.execute("ALTER TABLE jobs ADD COLUMN document_name TEXT"));
      database.write(tx -> tx.execute("CREATE TABLE \"my \"\"notes\" (text TEXT)"));
      database.write(tx -> tx.execute("DROP TABLE content_sweep"));
    }
    List<Place> places =
        new TableCheck("db", TableRules.main()).places(Optional.of(SchemaReader.read(settings)));
    assertThat(places)
        .filteredOn(place -> place.protection().means().isFinding())
        .extracting(Place::place)
        .containsExactly("db: jobs.document_name", "db: my \"notes");
    assertThat(places)
        .filteredOn(place -> place.place().equals("db: content_sweep"))
        .isNotEmpty()
        .allMatch(place -> place.presence().equals(Presence.ABSENT));
  }
}
