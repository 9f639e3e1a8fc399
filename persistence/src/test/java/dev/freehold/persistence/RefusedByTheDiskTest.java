package dev.freehold.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.freehold.persistence.opening.Databases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An SQLite database whose disk refuses writes for a while")
@Timeout(60)
class RefusedByTheDiskTest {

  @TempDir Path folder;

  @Test
  void losesNothingAcknowledgedKeepsNothingRefusedAndGoesOnAfterwards() throws Exception {
    assumeThat(Files.isExecutable(Path.of("/usr/bin/prlimit"))).as("util-linux").isTrue();
    Path file = folder.resolve("limited.db");
    Process process = ChildProcess.start(LimitedWriter.class, folder, file.toString());
    List<String> lines = process.inputReader().readAllLines();
    assertThat(process.waitFor()).isZero();

    List<String> failed = lines.stream().filter(line -> line.startsWith("failed")).toList();
    assertThat(failed).isNotEmpty().containsOnly("failed database-commit-failed");
    Set<String> acknowledged = new TreeSet<>(lines);
    acknowledged.removeAll(failed);
    assertThat(acknowledged).contains("0", "39").hasSize(lines.size() - failed.size());
    try (Database database =
        Databases.open(new DatabaseSettings.Sqlite(file), List.of(Notes.MIGRATIONS))) {
      assertThat(database.read(Notes::texts)).containsExactlyElementsOf(acknowledged);
    }
  }
}
