package dev.freehold.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.testing.TestDatabases;
import dev.freehold.persistence.testing.Timing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@DisplayName("An SQLite database")
@Isolated("it measures time or memory")
class SqliteFailureTest {

  @TempDir Path folder;

  private static void assertFails(PersistenceError error, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            PersistenceException.class, e -> assertThat(e.error()).isEqualTo(error));
  }

  @Test
  void saysThatItIsFullKeepsWhatItHasAndWorksAgainOnceThereIsRoom() {
    try (Database database = TestDatabases.open(Dialect.SQLITE, folder, Notes.MIGRATIONS)) {
      database.write(handle -> Notes.insert(handle, "before"));
      limitPages(database, 20);
      assertFails(PersistenceError.FULL, () -> database.write(h -> insertMany(h, 1000)));
      assertThat(database.read(Notes::texts)).containsExactly("before");
      // Whether or not SQLite gave up the whole transaction, and with it the limit.
      database.write(handle -> Notes.insert(handle, "small"));
      limitPages(database, 100_000);
      database.write(handle -> insertMany(handle, 1000));
      assertThat(database.read(Notes::texts)).hasSize(1002);
    }
  }

  private static void limitPages(Database database, int pages) {
    database.write(
        handle ->
            handle.createQuery("PRAGMA max_page_count = " + pages).mapTo(Integer.class).one());
  }

  private static int insertMany(org.jdbi.v3.core.Handle handle, int count) {
    for (int i = 0; i < count; i++) {
      Notes.insert(handle, "n".repeat(200));
    }
    return count;
  }

  @Test
  void saysThatItIsDamaged() throws IOException {
    Path file = folder.resolve("a.db");
    try (Database database = open(file)) {
      database.write(handle -> insertMany(handle, 1000));
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      // All but the first page, which holds the schema.
      long size = channel.size();
      channel.write(ByteBuffer.wrap(new byte[(int) size - 3 * 4096]), 3 * 4096);
    }
    assertFails(
        PersistenceError.DAMAGED,
        () -> {
          try (Database database = open(file)) {
            database.read(Notes::texts);
          }
        });
  }

  @Test
  void opensInFarLessThanTheStartUpBudgetWhenThereIsNothingToMigrate() {
    Path file = folder.resolve("a.db");
    open(file).close();
    Duration fastest = Timing.fastest(3, () -> open(file).close());
    assertThat(fastest).isLessThan(Duration.ofSeconds(2));
  }

  private static Database open(Path file) {
    return Databases.open(new DatabaseSettings.Sqlite(file), List.of(Notes.MIGRATIONS));
  }
}
