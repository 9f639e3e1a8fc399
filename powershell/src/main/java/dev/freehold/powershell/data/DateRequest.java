package dev.freehold.powershell.data;

import dev.freehold.powershell.value.Formatted;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.util.Map;

/**
 * The arguments of Get-Date.
 *
 * @param date the date to begin with
 * @param parts what to set, e.g. the hour
 * @param format a .NET format; empty to give the date itself
 */
public record DateRequest(Instant date, Map<ChronoField, Integer> parts, String format) {

  /**
   * The date, or its text.
   *
   * @throws DateTimeException if a part is out of its bounds
   * @throws dev.freehold.powershell.value.scalar.ValueException if the format is wrong
   */
  public Object answer() {
    ZonedDateTime moved = date.atZone(ZoneOffset.UTC);
    // The day last: the 31st may not exist before month and year are set.
    for (ChronoField field : ChronoField.values()) {
      if (parts.containsKey(field) && field != ChronoField.DAY_OF_MONTH) {
        moved = moved.with(field, parts.get(field));
      }
    }
    if (parts.containsKey(ChronoField.DAY_OF_MONTH)) {
      moved = moved.with(ChronoField.DAY_OF_MONTH, parts.get(ChronoField.DAY_OF_MONTH));
    }
    return format.isEmpty() ? moved.toInstant() : Formatted.of(moved.toInstant(), format);
  }
}
