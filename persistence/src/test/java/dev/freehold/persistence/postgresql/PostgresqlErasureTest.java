package dev.freehold.persistence.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.Erasure;
import dev.freehold.persistence.Notes;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.testing.FileSearch;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

@DisplayName("Erasing what was freed in a PostgreSQL database")
@ResourceLock(TestDatabases.TRANSACTIONS)
class PostgresqlErasureTest {

  @TempDir Path folder;
  private final byte[] secret = new byte[32];
  private DatabaseSettings.Postgresql settings;
  private Database database;

  @BeforeEach
  void open() {
    new Random(20261127).nextBytes(secret);
    settings =
        (DatabaseSettings.Postgresql)
            TestDatabases.migrated(Dialect.POSTGRESQL, folder, Notes.MIGRATIONS);
    database = Databases.open(settings, List.of());
    database.write(tx -> tx.execute("CREATE TABLE wraps (wrap BYTEA)"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** The folder of this database's tables and indexes, on the server of this machine. */
  private Path tables() {
    return database.read(
        tx ->
            Path.of(
                tx.createQuery(
                        """
                        SELECT current_setting('data_directory') || '/base/' || oid
                        FROM pg_database WHERE datname = current_database()\
                        """)
                    .mapTo(String.class)
                    .one()));
  }

  private long found() throws Exception {
    return FileSearch.count(tables(), List.of(secret));
  }

  private void flush() {
    database.write(tx -> tx.execute("CHECKPOINT"));
  }

  @Test
  void leavesNothingOfADeletedRowInTheFilesOfTheTables() throws Exception {
    database.write(tx -> tx.execute("INSERT INTO wraps VALUES (?)", secret));
    database.write(tx -> tx.execute("DELETE FROM wraps"));
    flush();
    assertThat(found()).as("the dead row").isEqualTo(1);
    Erasure erasure = database.eraseFreed();
    assertThat(erasure.isComplete()).isTrue();
    assertThat(found()).isZero();
    assertThat(erasure.left()).singleElement().asString().contains("archive, replicas and base");
  }

  @Test
  void leavesNothingInTheSamplesThatTheServerTookOfTheColumn() throws Exception {
    database.write(
        tx -> {
          tx.execute("CREATE TABLE cut (id INT, wrap BYTEA) PARTITION BY LIST (id)");
          return tx.execute("CREATE TABLE part PARTITION OF cut FOR VALUES IN (1)");
        });
    insertAndAnalyze();
    assertThat(samples()).isEqualTo(3);
    database.write(tx -> tx.execute("DELETE FROM wraps"));
    database.write(tx -> tx.execute("DELETE FROM cut"));
    assertThat(database.eraseFreed().isComplete()).isTrue();
    assertThat(found()).isZero();
    assertThat(samples()).isZero();

    insertAndAnalyze();
    assertThat(samples()).as("afterwards").isZero();
  }

  private void insertAndAnalyze() {
    database.write(tx -> tx.execute("INSERT INTO wraps VALUES (?), ('a'), ('b')", secret));
    database.write(tx -> tx.execute("INSERT INTO cut VALUES (1, ?), (1, 'a'), (1, 'b')", secret));
    database.write(tx -> tx.execute("ANALYZE"));
  }

  /** Of how many tables the server has samples of their wraps. */
  private long samples() {
    return database.read(
        tx ->
            tx.createQuery("SELECT count(*) FROM pg_stats WHERE attname = 'wrap'")
                .mapTo(Long.class)
                .one());
  }

  @Test
  void isNotCompleteWhileAnOlderTransactionStillSeesTheRow() throws Exception {
    database.write(tx -> tx.execute("INSERT INTO wraps VALUES (?)", secret));
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
    database.write(tx -> tx.execute("DELETE FROM wraps"));
    Erasure hindered = database.eraseFreed();
    erased.countDown();
    reader.join();
    assertThat(hindered.isComplete()).isFalse();
    assertThat(hindered.words()).contains("an older transaction");
    assertThat(database.eraseFreed().isComplete()).isTrue();
    assertThat(found()).isZero();
  }

  @Test
  void isNotCompleteWhileAnOlderTransactionWritesInAnotherDatabaseOfTheServer() throws Exception {
    try (Database other = TestDatabases.open(Dialect.POSTGRESQL, folder, Notes.MIGRATIONS)) {
      database.write(tx -> tx.execute("INSERT INTO wraps VALUES (?)", secret));
      CountDownLatch writing = new CountDownLatch(1);
      CountDownLatch erased = new CountDownLatch(1);
      Thread writer =
          Thread.ofVirtual()
              .start(
                  () ->
                      other.write(
                          tx -> {
                            Notes.insert(tx, "long");
                            writing.countDown();
                            awaitUnchecked(erased);
                            return null;
                          }));
      writing.await();
      database.write(tx -> tx.execute("DELETE FROM wraps"));
      Erasure hindered = database.eraseFreed();
      erased.countDown();
      writer.join();
      assertThat(hindered.isComplete()).isFalse();
      assertThat(hindered.words()).contains("not done: an older transaction");
      assertThat(database.eraseFreed().isComplete()).isTrue();
      assertThat(found()).isZero();
    }
  }

  @Test
  void isNotTakenForCompleteByARoleThatDoesNotSeeOthersTransactions() throws Exception {
    String role = "erasing_" + UUID.randomUUID().toString().substring(0, 8);
    database.write(tx -> tx.execute("CREATE ROLE %s LOGIN".formatted(role)));
    database.write(tx -> tx.execute("ALTER TABLE wraps OWNER TO " + role));
    DatabaseSettings.Postgresql own =
        new DatabaseSettings.Postgresql(
            settings.jdbcUrl().replace("user=postgres", "user=" + role), role, "", 2);
    database.write(tx -> tx.execute("INSERT INTO wraps VALUES (?)", secret));
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
    database.write(tx -> tx.execute("DELETE FROM wraps"));
    try (Database asRole = Databases.open(own, List.of())) {
      Erasure hindered = asRole.eraseFreed();
      erased.countDown();
      reader.join();
      assertThat(hindered.isComplete()).as(hindered.words()).isFalse();
      assertThat(hindered.words())
          .contains("not done: an older transaction", "schema_history is another role's");
    }
  }

  @Test
  void isCompleteAlthoughOthersDeleteRowsAllTheTime() throws Exception {
    AtomicBoolean isErased = new AtomicBoolean();
    CountDownLatch busy = new CountDownLatch(2);
    List<Thread> writers =
        Stream.of("a", "b")
            .map(
                text ->
                    Thread.ofVirtual()
                        .start(
                            () -> {
                              while (!isErased.get()) {
                                database.write(tx -> Notes.insert(tx, text));
                                database.write(tx -> tx.execute("DELETE FROM note"));
                                busy.countDown();
                              }
                            }))
            .toList();
    busy.await();
    database.write(tx -> tx.execute("INSERT INTO wraps VALUES (?)", secret));
    database.write(tx -> tx.execute("DELETE FROM wraps"));
    Erasure erasure = database.eraseFreed();
    isErased.set(true);
    for (Thread writer : writers) {
      writer.join();
    }
    assertThat(erasure.isComplete()).as(erasure.words()).isTrue();
    assertThat(found()).isZero();
  }

  private static void awaitUnchecked(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
