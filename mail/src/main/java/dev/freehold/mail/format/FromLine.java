package dev.freehold.mail.format;

import dev.freehold.mail.envelope.HeaderDates;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line that begins a message in an mbox file: {@code From sender Www Mmm dd hh:mm:ss yyyy} (RFC
 * 4155 appendix A), with the zones that some writers put before or after the year.
 */
public final class FromLine {

  private static final String ZONE = "[A-Za-z]{1,5}|[+-]\\d{4}";

  private static final Pattern LINE =
      Pattern.compile(
          "From (?:.*[ \\t])?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[ \\t]+(?<month>[A-Z][a-z]{2})[ \\t]+"
              + "(?<day>\\d{1,2})[ \\t]+(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2}))?"
              + ("(?:[ \\t]+(?<before>" + ZONE + "))?[ \\t]+(?<year>\\d{4})")
              + ("(?:[ \\t]+(?<after>" + ZONE + "))?[ \\t]*(?:remote from [!-~]+)?[\\r\\n]*"));

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private FromLine() {}

  /** The delivery date of a separator; empty if {@code line} is not a whole separator. */
  public static Optional<Instant> date(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String before = matcher.group("before");
    String zone = before == null ? matcher.group("after") : before;
    return HeaderDates.month(matcher.group("month"))
        .flatMap(
            month ->
                HeaderDates.at(
                    Integer.parseInt(matcher.group("year")),
                    month,
                    matcher.group("day"),
                    matcher.group("hour"),
                    matcher.group("minute"),
                    matcher.group("second"),
                    zone))
        .map(OffsetDateTime::toInstant);
  }

  /** A separator for a message that came without one; the sender is not told. */
  public static String synthesise(Instant date) {
    return "From MAILER-DAEMON " + DATE.format(date) + "\n";
  }
}
