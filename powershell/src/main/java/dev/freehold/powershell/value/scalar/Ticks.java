package dev.freehold.powershell.value.scalar;

import java.time.Duration;
import java.time.Instant;

/** .NET's unit of time: a ten-millionth of a second, dates counted from the year 1. */
public final class Ticks {

  private static final long PER_SECOND = 10_000_000L;
  private static final long NANOS_PER_TICK = 100;
  private static final long EPOCH_SECONDS = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();

  private Ticks() {}

  /** The date {@code ticks} after the beginning of the year 1, in UTC. */
  public static Instant toInstant(long ticks) {
    return Instant.ofEpochSecond(EPOCH_SECONDS).plus(toDuration(ticks));
  }

  /** The time span of {@code ticks}. */
  public static Duration toDuration(long ticks) {
    return Duration.ofSeconds(
        Math.floorDiv(ticks, PER_SECOND), Math.floorMod(ticks, PER_SECOND) * NANOS_PER_TICK);
  }

  /** The ticks of a date since the beginning of the year 1, in UTC. */
  public static long of(Instant date) {
    return (date.getEpochSecond() - EPOCH_SECONDS) * PER_SECOND + date.getNano() / NANOS_PER_TICK;
  }

  /** The ticks of a time span. */
  public static long of(Duration span) {
    return span.getSeconds() * PER_SECOND + span.getNano() / NANOS_PER_TICK;
  }
}
