package dev.freehold.chaos.history;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * All operations of all clients: in memory for the checker, and as lines of JSON for people. No
 * content and no secret is in it. Thread-safe.
 */
public final class ChaosHistory implements AutoCloseable {

  @GuardedBy("this")
  private final List<Operation> operations = new ArrayList<>();

  @GuardedBy("this")
  private final BufferedWriter lines;

  private final Clock clock;

  private ChaosHistory(BufferedWriter lines, Clock clock) {
    this.lines = lines;
    this.clock = clock;
  }

  /** An empty history, whose lines go to a new file. */
  public static ChaosHistory writing(Path file, Clock clock) throws IOException {
    return new ChaosHistory(Files.newBufferedWriter(file), clock);
  }

  /** Adds an operation that has just ended. */
  public synchronized void add(
      String client, String node, Deed deed, long begin, Answered answered, String code) {
    Operation operation =
        new Operation(
            operations.size() + 1L,
            client,
            node,
            deed,
            begin,
            System.nanoTime(),
            clock.instant(),
            answered,
            code);
    operations.add(operation);
    try {
      lines.write(HistoryLines.line(operation));
      lines.newLine();
      lines.flush();
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** What there is by now, in the order in which operations ended. */
  public synchronized List<Operation> operations() {
    return List.copyOf(operations);
  }

  /** When a deed of a kind was first acknowledged that was begun after {@code since}. */
  public synchronized Optional<Instant> acknowledgedAfter(Instant since, Predicate<Deed> kind) {
    return operations.stream()
        .filter(Operation::isAcknowledged)
        .filter(operation -> since.isBefore(operation.begun()) && kind.test(operation.deed()))
        .map(Operation::ended)
        .findFirst();
  }

  /** Writes what is buffered. */
  @Override
  public synchronized void close() {
    try {
      lines.close();
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
