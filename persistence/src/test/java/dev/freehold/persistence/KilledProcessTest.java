package dev.freehold.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.testing.Kills;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A process that is killed while it writes to an SQLite database")
class KilledProcessTest {

  private static final int ROUNDS = Kills.count(6);
  private static final int MAX_ACKNOWLEDGED_BEFORE_KILL = 300;

  @TempDir Path folder;

  @Test
  void losesNothingThatWasAcknowledgedAndLeavesNothingHalfDone() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Path file = folder.resolve("killed.db");
    Set<Long> acknowledged = new HashSet<>();
    for (int round = 0; round < ROUNDS; round++) {
      int enough = random.nextInt(MAX_ACKNOWLEDGED_BEFORE_KILL) + 1;
      acknowledged.addAll(writeUntilKilled(file, round * 1_000_000L, enough));
      List<String> texts = textsIn(file);
      Set<Long> left = numbers(texts, " left");
      assertThat(left).as("seed %d, round %d", seed, round).containsAll(acknowledged);
      assertThat(left).isEqualTo(numbers(texts, " right"));
    }
  }

  private static Set<Long> writeUntilKilled(Path file, long firstNumber, int enough)
      throws Exception {
    Process process =
        ChildProcess.start(
            AcknowledgingWriter.class,
            file.getParent(),
            file.toString(),
            Long.toString(firstNumber));
    Set<Long> acknowledged = new HashSet<>();
    try (BufferedReader out = process.inputReader()) {
      while (acknowledged.size() < enough) {
        acknowledged.add(Long.valueOf(out.readLine()));
        if (acknowledged.size() == 1) {
          assertThatThrownBy(() -> textsIn(file))
              .isInstanceOfSatisfying(
                  PersistenceException.class,
                  e -> assertThat(e.error()).isEqualTo(PersistenceError.IN_USE));
        }
      }
      // By its handle, because Process would also throw away what it printed last.
      process.toHandle().destroyForcibly();
      addCompleteLines(out, acknowledged);
    } finally {
      process.destroyForcibly().waitFor();
    }
    return acknowledged;
  }

  /** What was printed before the kill; the last line may have been cut short by it. */
  private static void addCompleteLines(BufferedReader out, Set<Long> acknowledged)
      throws IOException {
    String rest = out.readAllAsString();
    rest.substring(0, rest.lastIndexOf('\n') + 1)
        .lines()
        .map(Long::valueOf)
        .forEach(acknowledged::add);
  }

  private static List<String> textsIn(Path file) {
    try (Database database =
        Databases.open(new DatabaseSettings.Sqlite(file), List.of(Notes.MIGRATIONS))) {
      return database.read(Notes::texts);
    }
  }

  private static Set<Long> numbers(List<String> texts, String suffix) {
    return texts.stream()
        .filter(text -> text.endsWith(suffix))
        .map(text -> Long.valueOf(text.substring(0, text.length() - suffix.length())))
        .collect(Collectors.toSet());
  }
}
