package dev.freehold.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
class MigrationsTest {

  @Parameter Dialect dialect;
  @TempDir Path folder;
  private DatabaseSettings settings;

  @BeforeEach
  void chooseADatabase() {
    settings = TestDatabases.settings(dialect, folder);
  }

  private Database open(String... modules) {
    return Databases.open(settings, Stream.of(modules).map(MigrationSet::new).toList());
  }

  private AbstractThrowableAssert<?, ?> assertFails(String... modules) {
    return assertThatThrownBy(() -> open(modules).close())
        .isInstanceOfSatisfying(
            PersistenceException.class,
            e -> assertThat(e.code()).isEqualTo("database-migration-failed"));
  }

  @Test
  void runOnceAndKeepWhatIsThere() {
    try (Database database = open("sample")) {
      database.write(handle -> Notes.insert(handle, "kept"));
    }
    try (Database database = open("sample")) {
      assertThat(database.read(Notes::texts)).containsExactly("kept");
    }
  }

  @Test
  void takeTheFilesOfTheDialect() {
    try (Database database = open("perdialect")) {
      List<String> dialects =
          database.read(
              handle ->
                  handle.createQuery("SELECT dialect FROM made_for").mapTo(String.class).list());
      assertThat(dialects).containsExactly(dialect.name().toLowerCase(Locale.ROOT));
    }
  }

  @Test
  void mayComeAfterThoseOfAnotherModuleWithAHigherNumber() {
    open("newer").close();
    try (Database database = open("newer", "sample")) {
      assertThat(database.read(Notes::texts)).isEmpty();
    }
  }

  @Test
  void refuseTablesOfANewerProgram() {
    open("sample", "newer").close();
    assertThatThrownBy(() -> open("sample").close())
        .isInstanceOfSatisfying(
            PersistenceException.class, e -> assertThat(e.code()).isEqualTo("database-too-new"))
        .hasMessageContaining("2026010201")
        .hasMessageContaining("newer program");
    open("sample", "newer").close();
  }

  @Test
  void refuseAMigrationThatWasChangedAfterItRan() {
    try (Database database = open("sample")) {
      database.write(handle -> handle.execute("UPDATE schema_history SET checksum = 1"));
    }
    assertFails("sample").hasMessageContaining("2026010101").hasMessageContaining("was changed");
  }

  @Test
  void leaveNothingOfOneThatFails() {
    assertFails("sample", "broken").hasMessageContaining("undone");
    try (Database database = open("sample")) {
      assertThat(database.read(Notes::texts)).isEmpty();
      assertThatThrownBy(() -> database.write(handle -> handle.execute("SELECT * FROM half_done")))
          .hasMessageContaining("half_done");
    }
  }

  @Test
  void mustExistForEveryModule() {
    assertFails("nobody").hasMessageContaining("db/migration/nobody");
  }
}
