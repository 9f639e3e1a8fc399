package dev.freehold.custody.lockbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * What time it is for one request. Its time goes at least as fast as the monotonic clock and never
 * back: a clock that is put back lengthens nothing, one that jumps forward ends things early, which
 * is the safe side. Where another node or an earlier run of the server has left off is in the
 * request's row. Thread-safe.
 */
final class RequestTimes {

  private final Clock clock;
  private final LongSupplier nanoTime;
  private final Map<UUID, Moment> latest = new ConcurrentHashMap<>();

  RequestTimes(Clock clock, LongSupplier nanoTime) {
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  private record Moment(Instant at, long nanos) {
    Instant after(long nanosNow) {
      return at.plus(Duration.ofNanos(nanosNow - nanos));
    }
  }

  /** The time of an open request, which was {@code seenAt} before. */
  Instant now(UUID requestId, Instant seenAt) {
    return latest
        .compute(
            requestId,
            (id, before) -> {
              long nanos = nanoTime.getAsLong();
              Instant least = latest(clock.instant(), seenAt);
              return new Moment(before == null ? least : latest(least, before.after(nanos)), nanos);
            })
        .at();
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** Forgets all but these requests. */
  void retain(Set<UUID> open) {
    latest.keySet().retainAll(open);
  }
}
