package dev.freehold.mailserver.hints;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Date;

/** When a message was delivered, in a form that James passes on, with the time zone. Immutable. */
@SuppressWarnings("JavaUtilDate") // What James passes on.
public final class DeliveryDate extends Date {

  private static final long serialVersionUID = 1L;

  private final ZoneOffset zone;

  /** The date of {@code delivered}; the part of a second is lost behind milliseconds. */
  public DeliveryDate(OffsetDateTime delivered) {
    super(delivered.toInstant().toEpochMilli());
    this.zone = delivered.getOffset();
  }

  /** The time zone of a date that James gave; UTC if it has none. */
  public static ZoneOffset zoneOf(Date date) {
    return date instanceof DeliveryDate told ? told.zone : ZoneOffset.UTC;
  }

  /** The date with its time zone; UTC if it has none. */
  public static OffsetDateTime of(Date date) {
    return date.toInstant().atOffset(zoneOf(date));
  }
}
