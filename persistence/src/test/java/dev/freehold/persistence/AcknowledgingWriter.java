package dev.freehold.persistence;

import dev.freehold.persistence.opening.Databases;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;

/**
 * The main class of a process to be killed: writes pairs of notes from many threads and prints the
 * number of each pair once it is acknowledged.
 */
final class AcknowledgingWriter {

  private static final int WRITERS = 8;

  private AcknowledgingWriter() {}

  /** Arguments: the database file, the first number. */
  @SuppressWarnings("SystemOut") // The parent process reads it.
  public static void main(String... arguments) throws IOException {
    AtomicLong next = new AtomicLong(Long.parseLong(arguments[1]));
    Path file = Path.of(arguments[0]);
    try (Database database =
            Databases.open(new DatabaseSettings.Sqlite(file), List.of(Notes.MIGRATIONS));
        var threads = Executors.newFixedThreadPool(WRITERS)) {
      for (int i = 0; i < WRITERS; i++) {
        threads.execute(
            () -> {
              while (true) {
                long number = next.getAndIncrement();
                database.write(handle -> insertPair(handle, number));
                System.out.println(number);
              }
            });
      }
    }
  }

  private static boolean insertPair(Handle handle, long number) {
    Notes.insert(handle, number + " left");
    Notes.insert(handle, number + " right");
    return true;
  }
}
