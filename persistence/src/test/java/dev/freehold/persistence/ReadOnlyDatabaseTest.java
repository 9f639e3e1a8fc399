package dev.freehold.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.testing.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A database that is opened to be read")
class ReadOnlyDatabaseTest {

  @TempDir Path folder;
  @TempDir Path backup;
  @TempDir Path scratch;

  private Database open(Path file) {
    return Databases.openReadOnly(new DatabaseSettings.Sqlite(file), scratch);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void givesWhatIsInItAndRefusesEveryChange(Dialect dialect) {
    DatabaseSettings settings = TestDatabases.settings(dialect, folder);
    try (Database database = Databases.open(settings, List.of(Notes.MIGRATIONS))) {
      database.write(tx -> Notes.insert(tx, "kept"));
    }
    try (Database copy = Databases.openReadOnly(settings, scratch)) {
      assertThat(copy.read(Notes::texts)).containsExactly("kept");
      assertThat(copy.dialect()).isEqualTo(dialect);
      assertThatThrownBy(() -> copy.write(tx -> null))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(copy::eraseFreed).isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> copy.read(tx -> Notes.insert(tx, "x")))
          .isInstanceOf(RuntimeException.class);
      assertThat(copy.read(Notes::texts)).containsExactly("kept");
    }
  }

  @Test
  @DisplayName("is read with its log, and neither it nor anything beside it changes")
  void leavesTheBackupAsItIs() throws IOException {
    Path file = folder.resolve("a.db");
    try (Database database =
        Databases.open(new DatabaseSettings.Sqlite(file), List.of(Notes.MIGRATIONS))) {
      database.write(tx -> Notes.insert(tx, "in the log alone"));
      Files.copy(file, backup.resolve("a.db"));
      Files.copy(folder.resolve("a.db-wal"), backup.resolve("a.db-wal"));
    }
    Map<String, FileTime> before = files(backup);
    try (Database copy = open(backup.resolve("a.db"))) {
      assertThat(copy.read(Notes::texts)).containsExactly("in the log alone");
      assertThatThrownBy(() -> copy.read(tx -> Notes.insert(tx, "x")))
          .isInstanceOf(RuntimeException.class);
    }
    assertThat(files(backup)).isEqualTo(before);
    assertThat(files(scratch)).as("the copy is gone").isEmpty();
  }

  @Test
  @DisplayName("may lie in a folder with any name")
  void readsAnyName() throws IOException {
    Path file = folder.resolve("a.db");
    Databases.open(new DatabaseSettings.Sqlite(file), List.of(Notes.MIGRATIONS)).close();
    Path odd = Files.createDirectory(backup.resolve("odd ?#%20 name")).resolve("b.db");
    Files.copy(file, odd);
    try (Database copy = open(odd)) {
      assertThat(copy.read(Notes::texts)).isEmpty();
    }
    assertThat(files(odd.getParent())).containsOnlyKeys("b.db");
  }

  @Test
  @DisplayName("must be a database")
  void refusesOtherFiles() throws IOException {
    Path letter = Files.writeString(backup.resolve("letter"), "Dear database. ".repeat(100));
    for (Path wrong : List.of(letter, backup.resolve("absent"), backup)) {
      assertThatThrownBy(() -> open(wrong).close())
          .isInstanceOfSatisfying(
              PersistenceException.class,
              e -> assertThat(e.error()).isEqualTo(PersistenceError.OPEN_FAILED));
    }
    assertThat(files(backup)).containsOnlyKeys("letter");
  }

  private static Map<String, FileTime> files(Path folder) throws IOException {
    Map<String, FileTime> found = new TreeMap<>();
    try (var list = Files.list(folder)) {
      for (Path file : list.toList()) {
        found.put(file.getFileName().toString(), Files.getLastModifiedTime(file));
      }
    }
    return found;
  }
}
