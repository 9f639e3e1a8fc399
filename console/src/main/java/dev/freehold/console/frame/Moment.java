package dev.freehold.console.frame;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A time as people read it: in UTC; the page's script adds the reader's zone. */
public final class Moment {

  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Moment() {}

  /** The time as text. */
  public static String utc(Instant time) {
    return UTC.format(time);
  }
}
