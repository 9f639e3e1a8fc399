package dev.freehold.persistence.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.Erasure;
import dev.freehold.persistence.Notes;
import dev.freehold.persistence.PersistenceLimits;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.testing.FileSearch;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Erasing what was freed in an SQLite file")
@Order(1)
class SqliteErasureTest {

  private static final int SECRET_BYTES = 32;
  private static final long LARGE_BYTES = PersistenceLimits.MAX_VACUUM_BYTES + (1 << 20);

  @TempDir Path folder;
  private final Random random = new Random(20261126);

  private Path file() {
    return folder.resolve("erased.db");
  }

  private Database open() {
    return Databases.open(new DatabaseSettings.Sqlite(file()), List.of(Notes.MIGRATIONS));
  }

  /** A secret per row; the rows move between pages as they come in any order and grow. */
  private List<byte[]> fillAndEmptyHalf(Database database) {
    List<byte[]> ids = new ArrayList<>();
    List<byte[]> secrets = new ArrayList<>();
    database.write(
        tx -> {
          tx.execute(
              "CREATE TABLE wraps (id BLOB PRIMARY KEY, wrap BLOB, note TEXT) WITHOUT ROWID");
          for (int i = 0; i < 20_000; i++) {
            ids.add(bytes(16));
            secrets.add(bytes(SECRET_BYTES));
            tx.execute("INSERT INTO wraps VALUES (?, ?, ?)", ids.get(i), secrets.get(i), null);
          }
          return null;
        });
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    List<byte[]> gone = new ArrayList<>();
    database.write(
        tx -> {
          for (int i : order.subList(0, ids.size() / 3)) {
            String note = "n".repeat(10 + random.nextInt(290));
            tx.execute("UPDATE wraps SET note = ? WHERE id = ?", note, ids.get(i));
          }
          for (int i : order.subList(0, ids.size() / 2)) {
            tx.execute("UPDATE wraps SET wrap = zeroblob(32) WHERE id = ?", ids.get(i));
            tx.execute("DELETE FROM wraps WHERE id = ?", ids.get(i));
            gone.add(secrets.get(i));
          }
          return null;
        });
    return gone;
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  @Test
  void leavesNothingOfRowsThatWereMovedBeforeTheyWereDeleted() throws Exception {
    try (Database database = open()) {
      List<byte[]> gone = fillAndEmptyHalf(database);
      assertThat(database.clearRemains()).isTrue();
      assertThat(FileSearch.count(folder, gone))
          .as(
              "overwriting what is deleted leaves copies; if it no longer does, this can be"
                  + " simpler")
          .isPositive();
      Erasure erasure = database.eraseFreed();
      assertThat(erasure.isComplete()).isTrue();
      assertThat(erasure.left()).isEmpty();
      assertThat(FileSearch.count(folder, gone)).isZero();
      assertThat(rows(database, "wraps")).isEqualTo(10_000);
    }
  }

  @Test
  void findsASecretInTheLogBeforeAndInNoFileAfterwards() throws Exception {
    byte[] secret = bytes(SECRET_BYTES);
    try (Database database = open()) {
      database.write(tx -> tx.execute("CREATE TABLE wraps (wrap BLOB)"));
      database.write(tx -> tx.execute("INSERT INTO wraps VALUES (?)", secret));
      database.write(tx -> tx.execute("DELETE FROM wraps"));
      assertThat(FileSearch.count(folder, List.of(secret))).isEqualTo(1);
      database.eraseFreed();
      assertThat(FileSearch.count(folder, List.of(secret))).isZero();
    }
  }

  @Test
  void rewritesTheSmallTablesOfALargeFileAndNamesTheLargeOnes() throws Exception {
    try (Database database = open()) {
      List<byte[]> gone = fillAndEmptyHalf(database);
      makeLarge(database);
      database.clearRemains();
      assertThat(FileSearch.count(folder, gone)).isPositive();
      database.write(tx -> Notes.insert(tx, "refers to another row"));
      Erasure erasure = database.eraseFreed();
      assertThat(erasure.isComplete()).isTrue();
      assertThat(FileSearch.count(folder, gone)).isZero();
      assertThat(erasure.left())
          .singleElement()
          .asString()
          .contains("large tables bulk,", "VACUUM while no service runs");
      assertThat(rows(database, "wraps")).isEqualTo(10_000);
      assertThat(rows(database, "note")).isEqualTo(1);
    }
  }

  @Test
  void overwritesOnceWhatOlderVersionsLeftInFreePages() throws Exception {
    List<byte[]> secrets = leftByAnOlderVersion();
    try (Database database = open()) {
      assertThat(FileSearch.count(folder, secrets)).isPositive();
      assertThat(database.eraseFreed().words()).contains("free pages of older versions");
      assertThat(FileSearch.count(folder, secrets)).isZero();
      assertThat(database.eraseFreed().words()).doesNotContain("free pages of older versions");
    }
  }

  /** Of a file whose connections did not overwrite what they freed. */
  private List<byte[]> leftByAnOlderVersion() throws Exception {
    open().close();
    List<byte[]> secrets = new ArrayList<>();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        var statement = connection.createStatement()) {
      statement.execute("PRAGMA application_id = 0");
      connection.setAutoCommit(false);
      statement.execute("CREATE TABLE bulk (zeros BLOB)");
      statement.execute("CREATE TABLE old (content BLOB)");
      try (var insert = connection.prepareStatement("INSERT INTO old VALUES (?)")) {
        for (int i = 0; i < 500; i++) {
          secrets.add(bytes(SECRET_BYTES));
          insert.setBytes(1, Arrays.copyOf(secrets.get(i), 4000));
          insert.execute();
        }
      }
      // Before the rows go, so that it does not take their pages.
      statement.execute("INSERT INTO bulk VALUES (zeroblob(%d))".formatted(LARGE_BYTES));
      statement.execute("DROP TABLE old");
      connection.commit();
    }
    return secrets;
  }

  @Test
  void isNotCompleteWhileAReadUsesTheLog() throws Exception {
    try (Database database = open()) {
      database.write(tx -> Notes.insert(tx, "in the log"));
      CountDownLatch reading = new CountDownLatch(1);
      CountDownLatch erased = new CountDownLatch(1);
      Thread reader =
          Thread.ofVirtual()
              .start(
                  () ->
                      database.read(
                          tx -> {
                            Notes.texts(tx);
                            reading.countDown();
                            awaitUnchecked(erased);
                            return null;
                          }));
      reading.await();
      Erasure hindered = database.eraseFreed();
      erased.countDown();
      reader.join();
      assertThat(hindered.isComplete()).isFalse();
      assertThat(hindered.words()).contains("not done: the write-ahead log");
      assertThat(database.eraseFreed().isComplete()).isTrue();
    }
  }

  private static void awaitUnchecked(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One row of zeros that is larger than what is rewritten as a whole. */
  private static void makeLarge(Database database) throws Exception {
    database.write(tx -> tx.execute("CREATE TABLE bulk (zeros BLOB)"));
    database.write(tx -> tx.execute("INSERT INTO bulk VALUES (zeroblob(?))", LARGE_BYTES));
    database.clearRemains();
  }

  private static long rows(Database database, String table) {
    return database.read(
        tx -> tx.createQuery("SELECT count(*) FROM " + table).mapTo(Long.class).one());
  }
}
