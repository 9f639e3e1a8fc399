package dev.freehold.powershell.value;

import java.time.Duration;
import java.time.Instant;

/** .NET's unit of time: a ten-millionth of a second, dates counted from the year 1. */
final class Ticks {

  private static final long PER_SECOND = 10_000_000L;
  private static final long NANOS_PER_TICK = 100;
  private static final long EPOCH_SECONDS = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();

  private Ticks() {}

  static Instant toInstant(long ticks) {
    return Instant.ofEpochSecond(EPOCH_SECONDS).plus(toDuration(ticks));
  }

  static Duration toDuration(long ticks) {
    return Duration.ofSeconds(
        Math.floorDiv(ticks, PER_SECOND), Math.floorMod(ticks, PER_SECOND) * NANOS_PER_TICK);
  }

  static long of(Instant date) {
    return (date.getEpochSecond() - EPOCH_SECONDS) * PER_SECOND + date.getNano() / NANOS_PER_TICK;
  }

  static long of(Duration span) {
    return span.getSeconds() * PER_SECOND + span.getNano() / NANOS_PER_TICK;
  }
}
