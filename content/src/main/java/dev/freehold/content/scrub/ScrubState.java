package dev.freehold.content.scrub;

import dev.freehold.content.ContentLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The progress of the last scrub.
 *
 * @param runId its id
 * @param readsContent whether it reads every object to its end
 * @param startedAt when it began
 * @param seenAt when the node that runs it last reported progress
 * @param endedAt when it ended; empty while it is under way
 * @param total about how many rows there are to look at
 * @param done how many of them it has looked at
 * @param bytes of content that it has read
 * @param unbound objects stored before rows were bound to blobs, which nobody has read since
 * @param unchecked what it could not check, mostly because keys were not given
 * @param findings how many things it found damaged or changed
 */
public record ScrubState(
    UUID runId,
    boolean readsContent,
    Instant startedAt,
    Instant seenAt,
    Optional<Instant> endedAt,
    long total,
    long done,
    long bytes,
    long unbound,
    long unchecked,
    long findings) {

  private static final Duration SILENT = Duration.ofSeconds(ContentLimits.SCRUB_SILENT_SECONDS);

  /**
   * Whether its node still does it, as far as one can tell. A time far ahead of the clock is not
   * one at which the node was heard: the clock was set back, or somebody else has written it.
   */
  public boolean isUnderWay(Instant now) {
    return endedAt.isEmpty()
        && !seenAt.isBefore(silentSince(now))
        && !seenAt.isAfter(believedUntil(now));
  }

  /** When it counts as broken off, unless its node says something until then. */
  public Instant givenUpAt() {
    return seenAt.plus(SILENT);
  }

  /** Whether it began so long ago that another is due; or after {@code now}, which it did not. */
  boolean isOlderThan(Duration interval, Instant now) {
    return startedAt.plus(interval).isBefore(now) || startedAt.isAfter(believedUntil(now));
  }

  /** A run that was not heard of since then has broken off. */
  static Instant silentSince(Instant now) {
    return now.minus(SILENT);
  }

  /** A later time than this is not believed, whichever node's clock it is by. */
  static Instant believedUntil(Instant now) {
    return now.plus(SILENT);
  }
}
