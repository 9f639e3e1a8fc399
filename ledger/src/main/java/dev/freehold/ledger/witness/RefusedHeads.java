package dev.freehold.ledger.witness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a witness keeps of the heads that it refused, so that it can show them when the service says
 * that nothing happened. For each log and reason: the first head that was refused while one size
 * was cosigned, for some such sizes, and the latest; each as the log signed it. And a line for each
 * refusal that is not the same as the one before. A disk that fails is logged: the refusal stands
 * without its trace. Calls about one log come one after the other.
 */
final class RefusedHeads {

  /**
   * Cosigned sizes of one log for which the first refused head is kept. A log that was rolled back
   * stays at its size, and so does its trace.
   */
  static final int MAX_SIZES = 8;

  /** Lines about one log within an hour. */
  static final int MAX_LINES = 60;

  private static final Logger LOG = LoggerFactory.getLogger(RefusedHeads.class);
  private static final Duration HOUR = Duration.ofHours(1);

  private final Path folder;
  private final DurableFile disk;
  private final RefusalJournal journal;
  private final Clock clock;
  private final Map<String, Recent> recent = new ConcurrentHashMap<>();

  RefusedHeads(Path folder, DurableFile disk, Clock clock) {
    this.folder = folder;
    this.disk = disk;
    this.journal = new RefusalJournal(folder);
    this.clock = clock;
  }

  /**
   * What was said of a log lately.
   *
   * @param last the latest refusal
   * @param since the beginning of the hour in which lines are counted
   * @param lines how many there were in it
   */
  private record Recent(RefusedHead last, Instant since, int lines) {}

  void keep(RefusedHead refusal) {
    try {
      keepFirst(refusal);
      if (isWorthALine(refusal)) {
        disk.write(folder.resolve(name(refusal) + "latest"), refusal.note().bytes());
        String line = refusal.line(now());
        LOG.warn("a log was refused: {}", line);
        journal.append(line);
      }
    } catch (IOException failed) {
      LOG.error("the trace of a refusal could not be kept; check the disk", failed);
    }
  }

  /** A head of the log was cosigned. What was older before is explained: somebody was late. */
  void continued(String log, long size) {
    if (recent.remove(log) == null) {
      return;
    }
    String line = "%s continued %s at %d".formatted(now(), log, size);
    LOG.info("a log that was refused goes on: {}", line);
    try {
      journal.append(line);
    } catch (IOException failed) {
      LOG.error("that a log goes on could not be noted; check the disk", failed);
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private boolean isWorthALine(RefusedHead refusal) {
    Instant now = now();
    Recent before = recent.get(refusal.log());
    boolean sameHour =
        before != null && !now.isBefore(before.since) && now.isBefore(before.since.plus(HOUR));
    if (!sameHour) {
      recent.put(refusal.log(), new Recent(refusal, now, 1));
      return true;
    }
    if (refusal.repeats(before.last) || before.lines >= MAX_LINES) {
      return false;
    }
    recent.put(refusal.log(), new Recent(refusal, before.since, before.lines + 1));
    return true;
  }

  private void keepFirst(RefusedHead refusal) throws IOException {
    String sizes = name(refusal) + "at-";
    Path file = folder.resolve(sizes + refusal.known().size());
    if (!Files.exists(file)) {
      disk.write(file, refusal.note().bytes());
      removeOldest(sizes);
    }
  }

  private static String name(RefusedHead refusal) {
    return "%s.%s-".formatted(KnownHeads.name(refusal.log()), refusal.reason().word());
  }

  private void removeOldest(String prefix) throws IOException {
    List<Path> kept;
    try (Stream<Path> files = Files.list(folder)) {
      kept =
          files
              .filter(file -> file.getFileName().toString().startsWith(prefix))
              .sorted(Comparator.comparingLong(file -> size(file, prefix)))
              .toList();
    }
    for (Path old : kept.subList(0, Math.max(0, kept.size() - MAX_SIZES))) {
      Files.delete(old);
    }
  }

  private static long size(Path file, String prefix) {
    return Long.parseLong(file.getFileName().toString().substring(prefix.length()));
  }
}
