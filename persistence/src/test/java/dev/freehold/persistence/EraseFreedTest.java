package dev.freehold.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What erasing what was freed does on every database. */
@ParameterizedClass
@EnumSource(Dialect.class)
@ResourceLock(TestDatabases.TRANSACTIONS)
class EraseFreedTest {

  @Parameter Dialect dialect;
  @TempDir Path folder;
  private Database database;

  @BeforeEach
  void open() {
    database = TestDatabases.open(dialect, folder, Notes.MIGRATIONS);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void keepsEveryRowAndWorksOnAfterwards() {
    for (int i = 0; i < 200; i++) {
      String text = "note " + i;
      database.write(tx -> Notes.insert(tx, text));
    }
    List<String> before = database.read(Notes::texts);
    assertThat(database.eraseFreed().isComplete()).isTrue();
    assertThat(database.read(Notes::texts)).isEqualTo(before);
    database.write(tx -> Notes.insert(tx, "one more"));
    assertThat(database.eraseFreed().isComplete()).isTrue();
    assertThat(database.read(Notes::texts)).hasSize(before.size() + 1);
  }

  @Test
  void saysInWordsWhatWasDone() {
    Erasure erasure = database.eraseFreed();
    assertThat(erasure.done()).isNotEmpty();
    assertThat(erasure.words()).contains("rewritten");
    assertThat(erasure.left())
        .as("SQLite has nothing else to say, PostgreSQL names what only its operator can do")
        .hasSize(dialect == Dialect.SQLITE ? 0 : 1);
  }

  @Test
  void letsWritersGoOn() throws Exception {
    List<Thread> writers =
        IntStream.range(0, 8)
            .mapToObj(
                writer ->
                    Thread.ofVirtual()
                        .start(
                            () -> {
                              for (int i = 0; i < 20; i++) {
                                database.write(tx -> Notes.insert(tx, "by a writer"));
                              }
                            }))
            .toList();
    Erasure erasure = database.eraseFreed();
    for (Thread writer : writers) {
      writer.join();
    }
    assertThat(erasure.done()).isNotEmpty();
    assertThat(database.read(Notes::texts)).hasSize(160);
  }
}
