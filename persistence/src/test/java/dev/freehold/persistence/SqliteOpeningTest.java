package dev.freehold.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.persistence.opening.Databases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Opening an SQLite file")
class SqliteOpeningTest {

  @TempDir Path folder;

  private static Database open(Path file) {
    return Databases.open(new DatabaseSettings.Sqlite(file), List.of(Notes.MIGRATIONS));
  }

  private static void assertFails(Path file, PersistenceError error) {
    assertThatThrownBy(() -> open(file).close())
        .isInstanceOfSatisfying(
            PersistenceException.class, e -> assertThat(e.error()).isEqualTo(error))
        .hasMessageContaining(file.getFileName().toString());
  }

  @Test
  void failsInAFolderThatIsNotThere() {
    assertFails(folder.resolve("absent").resolve("a.db"), PersistenceError.OPEN_FAILED);
  }

  @Test
  void failsOnAFolder() throws IOException {
    assertFails(Files.createDirectory(folder.resolve("folder.db")), PersistenceError.OPEN_FAILED);
  }

  @Test
  void failsOnAFileThatIsNoDatabaseAndLeavesItAlone() throws IOException {
    Path file = folder.resolve("letter.txt");
    String letter = "Dear database, you are none. ".repeat(100);
    Files.writeString(file, letter);
    assertFails(file, PersistenceError.OPEN_FAILED);
    assertThat(file).hasContent(letter);
  }

  @Test
  void failsOnAPathThatTheDriverWouldTakeForSettings() {
    assertFails(folder.resolve("a.db?synchronous=off"), PersistenceError.OPEN_FAILED);
  }

  @Test
  void failsWhileItIsOpenAlready() {
    Path file = folder.resolve("a.db");
    try (Database database = open(file)) {
      assertFails(file, PersistenceError.IN_USE);
      assertThatThrownBy(() -> open(file))
          .hasMessageContaining("process " + ProcessHandle.current().pid());
      database.ping();
    }
    open(file).close();
  }

  @Test
  void worksAgainAfterAFailure() {
    Path file = folder.resolve("a.db");
    assertThatThrownBy(
            () ->
                Databases.open(
                    new DatabaseSettings.Sqlite(file), List.of(new MigrationSet("nobody"))))
        .isInstanceOf(PersistenceException.class);
    open(file).close();
  }

  @Test
  void makesFilesForTheirOwnerAlone() throws IOException {
    try (Database database = open(folder.resolve("a.db"))) {
      database.ping();
      try (var files = Files.list(folder)) {
        assertThat(files)
            .hasSizeGreaterThanOrEqualTo(3)
            .allSatisfy(
                file ->
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------"));
      }
    }
  }

  @Test
  void setsWhatDurabilityAndErasureRestOn() {
    Map<String, String> expected =
        Map.of(
            "journal_mode", "wal",
            "synchronous", "2",
            "fullfsync", "1",
            "checkpoint_fullfsync", "1",
            "foreign_keys", "1",
            "secure_delete", "1",
            "temp_store", "2");
    try (Database database = open(folder.resolve("a.db"))) {
      expected.forEach(
          (name, value) -> {
            String actual =
                database.write(
                    handle -> handle.createQuery("PRAGMA " + name).mapTo(String.class).one());
            assertThat(actual).as(name).isEqualTo(value);
          });
    }
  }
}
