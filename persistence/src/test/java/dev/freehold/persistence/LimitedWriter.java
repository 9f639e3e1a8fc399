package dev.freehold.persistence;

import dev.freehold.persistence.opening.Databases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The main class of a process whose files may not grow for a while: the operating system refuses
 * its writes in the middle of a commit. Prints each acknowledged number, {@code failed} and the
 * code for each refused one.
 */
final class LimitedWriter {

  private static final int WRITES = 40;
  private static final int SPARE_BYTES = 20_000;

  private LimitedWriter() {}

  /** Arguments: the database file. */
  @SuppressWarnings("SystemOut") // The parent process reads it.
  public static void main(String... arguments) throws IOException, InterruptedException {
    Path file = Path.of(arguments[0]);
    try (Database database =
        Databases.open(new DatabaseSettings.Sqlite(file), List.of(Notes.MIGRATIONS))) {
      for (int i = 0; i < WRITES; i++) {
        if (i == WRITES / 4) {
          long logBytes = Files.size(file.resolveSibling(file.getFileName() + "-wal"));
          limitFileBytes(Long.toString(logBytes + SPARE_BYTES));
        } else if (i == WRITES / 2) {
          limitFileBytes("unlimited");
        }
        System.out.println(write(database, i));
      }
    }
  }

  private static String write(Database database, int number) {
    try {
      database.write(handle -> Notes.insert(handle, Integer.toString(number)));
      return Integer.toString(number);
    } catch (PersistenceException e) {
      return "failed " + e.code();
    }
  }

  private static void limitFileBytes(String soft) throws IOException, InterruptedException {
    String pid = Long.toString(ProcessHandle.current().pid());
    int exit =
        new ProcessBuilder("prlimit", "--pid", pid, "--fsize=" + soft + ":unlimited")
            .inheritIO()
            .start()
            .waitFor();
    if (exit != 0) {
      throw new IOException("prlimit ended with " + exit);
    }
  }
}
