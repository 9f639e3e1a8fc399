package dev.freehold.mail.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a mailbox is while it is copied.
 *
 * @param folder the path here of the folder that is copied; empty after the last
 * @param doneItems messages that are here, skipped or gone
 * @param totalItems messages at the source; empty as long as it has not said so of each folder
 * @param percent 0 to 99, of the messages; empty as {@code totalItems} is
 * @param itemsPerMinute since its present turn began; empty while it waits for one, and in the
 *     first seconds
 * @param bytesPerMinute the same of bytes
 * @param expectedEnd when all will be here if it goes on like that
 */
public record MigrationProgress(
    String folder,
    long doneItems,
    Optional<Long> totalItems,
    Optional<Integer> percent,
    Optional<Long> itemsPerMinute,
    Optional<Long> bytesPerMinute,
    Optional<Instant> expectedEnd) {

  /** A shorter time says nothing about how fast a source is. */
  private static final Duration MIN_TIME = Duration.ofSeconds(2);

  /** Who waits that long is not helped by a date. */
  private static final Duration MAX_LEFT = Duration.ofDays(365);

  /** All is there only when the mailbox has ended. */
  private static final int MAX_PERCENT = 99;

  private static final long MILLIS_OF_MINUTE = 60_000;

  static MigrationProgress of(MigrationUserRows.Row user, FolderCounts.Sum sum, Instant now) {
    Optional<Long> total = sum.unknown() == 0 ? Optional.of(sum.total()) : Optional.empty();
    Optional<Long> millis =
        user.begunAt()
            .filter(begun -> user.state() == UserStatus.SYNCING)
            .map(begun -> Duration.between(begun, now))
            .filter(since -> since.compareTo(MIN_TIME) >= 0)
            .map(Duration::toMillis);
    long items = user.copiedItems() - user.begunItems();
    return new MigrationProgress(
        sum.folder(),
        sum.done(),
        total,
        total.map(all -> percent(sum.done(), all)),
        millis.map(time -> items * MILLIS_OF_MINUTE / time),
        millis.map(time -> (user.copiedBytes() - user.begunBytes()) * MILLIS_OF_MINUTE / time),
        total
            .filter(_ -> items > 0)
            .flatMap(all -> millis.map(time -> Math.max(0, all - sum.done()) * time / items))
            .filter(left -> left < MAX_LEFT.toMillis())
            .map(now::plusMillis));
  }

  private static int percent(long done, long total) {
    return total == 0 ? MAX_PERCENT : (int) Math.min(MAX_PERCENT, done * 100 / total);
  }
}
