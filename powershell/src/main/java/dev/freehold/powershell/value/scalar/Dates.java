package dev.freehold.powershell.value.scalar;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;

/** DateTimes without a zone, from the year 1 to the end of 9999. */
public final class Dates {

  private static final int MIN_YEAR = 1;
  private static final int MAX_YEAR = 9999;

  private Dates() {}

  static LocalDateTime wallClock(Instant date) {
    return LocalDateTime.ofInstant(date, ZoneOffset.UTC);
  }

  /** Moves a date, and refuses to leave the years that a DateTime has. */
  public static Instant moved(Instant date, UnaryOperator<LocalDateTime> move) {
    try {
      LocalDateTime moved = move.apply(wallClock(date));
      if (moved.getYear() >= MIN_YEAR && moved.getYear() <= MAX_YEAR) {
        return moved.toInstant(ZoneOffset.UTC);
      }
    } catch (DateTimeException | ArithmeticException e) {
      throw outOfRange();
    }
    throw outOfRange();
  }

  private static ValueException outOfRange() {
    return new ValueException(
        ValueError.OPERATOR,
        "The added or subtracted value results in an un-representable DateTime.");
  }
}
