package dev.freehold.content.store;

import dev.freehold.content.ContentLimits;
import java.time.Duration;

/**
 * How much a sweep does, and how careful it is.
 *
 * @param orphanGrace how old a blob without a row must be to count as an orphan; at least {@link
 *     ContentLimits#ORPHAN_GRACE_MIN_SECONDS}
 * @param maxBlobsPerRun how many blobs one run holds against the database, at least 1
 * @param maxReleasedPerRun how many released objects one run removes, at least 1
 */
public record SweepSettings(Duration orphanGrace, int maxBlobsPerRun, int maxReleasedPerRun) {

  /** One hour of grace; 50,000 blobs looked at and 10,000 removed in one run. */
  public static final SweepSettings DEFAULT =
      new SweepSettings(Duration.ofSeconds(ContentLimits.ORPHAN_GRACE_MIN_SECONDS), 50_000, 10_000);

  /** Checks the bounds. */
  public SweepSettings {
    if (orphanGrace.toSeconds() < ContentLimits.ORPHAN_GRACE_MIN_SECONDS) {
      throw new IllegalArgumentException(
          "the grace period for orphans is at least %d s, got %s"
              .formatted(ContentLimits.ORPHAN_GRACE_MIN_SECONDS, orphanGrace));
    }
    if (maxBlobsPerRun < 1 || maxReleasedPerRun < 1) {
      throw new IllegalArgumentException("a sweep looks at one blob and one row at least");
    }
  }
}
