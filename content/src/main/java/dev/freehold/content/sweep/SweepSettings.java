package dev.freehold.content.sweep;

import dev.freehold.content.ContentLimits;
import java.time.Duration;

/**
 * How much one run of the sweeper deletes, and how old blobs have to be.
 *
 * @param orphanGrace how old a blob without a row must be to count as an orphan; at least {@link
 *     ContentLimits#ORPHAN_GRACE_MIN_SECONDS}
 * @param readerGrace how long a blob stays after it was replaced or its object released, for those
 *     who are reading it or about to; not negative
 * @param maxBlobsPerRun how many blobs one run compares with the database, at least 1
 * @param maxReleasedPerRun how many released objects, and how many replaced blobs, one run removes;
 *     at least 1
 * @param betweenWalks how much later than a walk over all blobs the next one begins, on whatever
 *     node; not negative
 */
public record SweepSettings(
    Duration orphanGrace,
    Duration readerGrace,
    int maxBlobsPerRun,
    int maxReleasedPerRun,
    Duration betweenWalks) {

  /** A reader of a long document opens one part after the other, and may be slow. */
  public static final Duration DEFAULT_READER_GRACE = Duration.ofHours(1);

  /** An hour for orphans and for readers; 50,000 blobs looked at, 10,000 removed. */
  public static final SweepSettings DEFAULT =
      new SweepSettings(
          Duration.ofSeconds(ContentLimits.ORPHAN_GRACE_MIN_SECONDS),
          DEFAULT_READER_GRACE,
          50_000,
          10_000);

  /** A walk may follow the one before at once. */
  public SweepSettings(
      Duration orphanGrace, Duration readerGrace, int maxBlobsPerRun, int maxReleasedPerRun) {
    this(orphanGrace, readerGrace, maxBlobsPerRun, maxReleasedPerRun, Duration.ZERO);
  }

  /** Checks the bounds. */
  public SweepSettings {
    if (orphanGrace.toSeconds() < ContentLimits.ORPHAN_GRACE_MIN_SECONDS) {
      throw new IllegalArgumentException(
          "the grace period for orphans is at least %d s, got %s"
              .formatted(ContentLimits.ORPHAN_GRACE_MIN_SECONDS, orphanGrace));
    }
    if (readerGrace.isNegative()) {
      throw new IllegalArgumentException(
          "the grace period for readers is not negative, got %s".formatted(readerGrace));
    }
    if (betweenWalks.isNegative()) {
      throw new IllegalArgumentException(
          "the time between walks is not negative, got %s".formatted(betweenWalks));
    }
    if (maxBlobsPerRun < 1 || maxReleasedPerRun < 1) {
      throw new IllegalArgumentException("a sweep looks at one blob and one row at least");
    }
  }
}
