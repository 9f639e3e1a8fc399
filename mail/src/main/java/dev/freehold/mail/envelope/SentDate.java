package dev.freehold.mail.envelope;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * When a message was sent, as its sender wrote it.
 *
 * @param epochSecond seconds since 1970 in UTC
 * @param offsetSeconds the zone's distance from UTC, -64800 to 64800
 */
public record SentDate(long epochSecond, int offsetSeconds) {

  /** The moment. */
  public Instant instant() {
    return Instant.ofEpochSecond(epochSecond);
  }

  /** The day that the header names, whatever its zone: IMAP's SENTON and SENTSINCE disregard it. */
  public LocalDate day() {
    return LocalDate.ofEpochDay(Math.floorDiv(epochSecond + offsetSeconds, 86_400L));
  }

  static boolean isOffset(long seconds) {
    return Math.abs(seconds) <= ZoneOffset.MAX.getTotalSeconds();
  }
}
