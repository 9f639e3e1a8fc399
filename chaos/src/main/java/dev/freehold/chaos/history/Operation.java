package dev.freehold.chaos.history;

import java.time.Instant;
import java.util.Locale;

/**
 * One operation of one client.
 *
 * @param number counts operations in the order in which they ended
 * @param node who was asked
 * @param begin before the first byte went out, by {@link System#nanoTime}
 * @param end after the answer, or when the client gave up
 * @param ended the same by the clock of the load's machine
 * @param code what the server said of a refusal or failure, or what broke; empty if all is well
 */
public record Operation(
    long number,
    String client,
    String node,
    Deed deed,
    long begin,
    long end,
    Instant ended,
    Answered answered,
    String code) {

  /** Tells whether it was acknowledged. */
  public boolean isAcknowledged() {
    return answered == Answered.ACKNOWLEDGED;
  }

  /** When it began, by the clock of the load's machine. */
  Instant begun() {
    return ended.minusNanos(end - begin);
  }

  /** What it was, in a line; times are seconds after {@code origin}. */
  String line(long origin) {
    return "%.3f-%.3f %s at %s: %s %s%s"
        .formatted(
            seconds(begin - origin),
            seconds(end - origin),
            client,
            node,
            deed,
            answered.name().toLowerCase(Locale.ROOT),
            code.isEmpty() ? "" : " (" + code + ")");
  }

  private static double seconds(long nanos) {
    return nanos / 1e9;
  }
}
