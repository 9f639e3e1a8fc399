package dev.freehold.powershell.value;

import dev.freehold.powershell.value.scalar.PsVersion;
import dev.freehold.powershell.value.scalar.SecureText;
import dev.freehold.powershell.value.scalar.Ticks;
import dev.freehold.powershell.value.scalar.TimeSpans;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The properties of strings, dates, spans and the other values that are no objects. */
final class ScalarProperties {

  /** A property of all values of a Java type. */
  private record Known<T>(String name, Function<T, Object> read) {}

  private static final List<Known<String>> OF_STRING =
      List.of(new Known<>("Length", String::length));

  private static final List<Known<List<?>>> OF_LIST =
      List.of(new Known<>("Length", List::size), new Known<>("Count", List::size));

  private static final List<Known<byte[]>> OF_BYTES =
      List.of(
          new Known<>("Length", bytes -> bytes.length),
          new Known<>("Count", bytes -> bytes.length));

  private static final List<Known<LocalDateTime>> OF_WALL_CLOCK =
      List.of(
          new Known<>("Day", LocalDateTime::getDayOfMonth),
          new Known<>(
              "DayOfWeek", date -> date.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.US)),
          new Known<>("DayOfYear", LocalDateTime::getDayOfYear),
          new Known<>("Hour", LocalDateTime::getHour),
          new Known<>("Millisecond", date -> date.get(ChronoField.MILLI_OF_SECOND)),
          new Known<>("Minute", LocalDateTime::getMinute),
          new Known<>("Month", LocalDateTime::getMonthValue),
          new Known<>("Second", LocalDateTime::getSecond),
          new Known<>("TimeOfDay", date -> Duration.ofNanos(date.toLocalTime().toNanoOfDay())),
          new Known<>("Year", LocalDateTime::getYear));

  private static final List<Known<Duration>> OF_SPAN =
      List.of(
          new Known<>("Days", span -> (int) span.toDays()),
          new Known<>("Hours", span -> (int) (span.toHours() % 24)),
          new Known<>("Minutes", span -> (int) (span.toMinutes() % 60)),
          new Known<>("Seconds", span -> (int) (Ticks.of(span) / 10_000_000 % 60)),
          new Known<>("Milliseconds", span -> (int) (Ticks.of(span) / 10_000 % 1000)),
          new Known<>("Ticks", Ticks::of),
          new Known<>("TotalDays", span -> TimeSpans.total(span, Duration.ofDays(1))),
          new Known<>("TotalHours", span -> TimeSpans.total(span, Duration.ofHours(1))),
          new Known<>("TotalMinutes", span -> TimeSpans.total(span, Duration.ofMinutes(1))),
          new Known<>("TotalSeconds", span -> TimeSpans.total(span, Duration.ofSeconds(1))),
          new Known<>(
              "TotalMilliseconds", span -> 1000 * TimeSpans.total(span, Duration.ofSeconds(1))));

  private static final List<Known<UUID>> OF_GUID = List.of(new Known<>("Guid", UUID::toString));

  private static final List<Known<URI>> OF_URI =
      List.of(
          new Known<>("AbsolutePath", URI::getRawPath),
          new Known<>("AbsoluteUri", URI::toString),
          new Known<>("Host", URI::getHost),
          new Known<>("IsAbsoluteUri", URI::isAbsolute),
          new Known<>("LocalPath", URI::getPath),
          new Known<>("OriginalString", URI::toString),
          new Known<>("Port", ScalarProperties::port),
          new Known<>("Query", uri -> uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()),
          new Known<>("Scheme", URI::getScheme),
          new Known<>("Authority", URI::getRawAuthority),
          new Known<>("Segments", ScalarProperties::segments));

  private static final List<Known<PsVersion>> OF_VERSION =
      List.of(
          new Known<>("Major", PsVersion::major),
          new Known<>("Minor", PsVersion::minor),
          new Known<>("Build", PsVersion::build),
          new Known<>("Revision", PsVersion::revision));

  private static final List<Known<SecureText>> OF_SECRET =
      List.of(new Known<>("Length", SecureText::length));

  private ScalarProperties() {}

  static Optional<Property> find(Object target, String name) {
    return properties(target, name).stream().findFirst();
  }

  static List<String> names(Object target) {
    return properties(target, null).stream().map(Property::name).toList();
  }

  /** The property of this name, or all of them if it is null. */
  private static List<Property> properties(Object target, String name) {
    return switch (target) {
      case String text -> read(OF_STRING, text, name);
      case List<?> list -> read(OF_LIST, list, name);
      case byte[] bytes -> read(OF_BYTES, bytes, name);
      case Instant date -> ofDate(date, date.atOffset(ZoneOffset.UTC), name);
      case OffsetDateTime date -> ofDate(date.toInstant(), date, name);
      case Duration span -> read(OF_SPAN, span, name);
      case UUID guid -> read(OF_GUID, guid, name);
      case URI uri -> read(OF_URI, uri, name);
      case PsVersion version -> read(OF_VERSION, version, name);
      case SecureText secret -> read(OF_SECRET, secret, name);
      default -> List.of();
    };
  }

  private static List<Property> ofDate(Instant instant, OffsetDateTime date, String name) {
    List<Property> found = new ArrayList<>();
    if (name == null || name.equalsIgnoreCase("Date")) {
      found.add(
          new Property(
              "Date", date.toLocalDate().atStartOfDay().atOffset(date.getOffset()).toInstant()));
    }
    found.addAll(read(OF_WALL_CLOCK, date.toLocalDateTime(), name));
    if (name == null || name.equalsIgnoreCase("Ticks")) {
      found.add(new Property("Ticks", Ticks.of(instant)));
    }
    if (name == null || name.equalsIgnoreCase("Kind")) {
      found.add(new Property("Kind", "Utc"));
    }
    if (name != null && name.equalsIgnoreCase("UtcDateTime")) {
      found.add(new Property("UtcDateTime", instant));
    }
    return found;
  }

  private static <T> List<Property> read(List<Known<T>> known, T target, String name) {
    List<Property> found = new ArrayList<>();
    for (Known<T> each : known) {
      if (name == null || each.name().equalsIgnoreCase(name)) {
        found.add(new Property(each.name(), each.read().apply(target)));
      }
    }
    return found;
  }

  /** The parts of a path, each with the slash behind it. */
  private static Object segments(URI uri) {
    List<Object> segments = new ArrayList<>();
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    for (int start = 0; start < path.length(); ) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash + 1;
      segments.add(path.substring(start, end));
      start = end;
    }
    return segments;
  }

  private static Object port(URI uri) {
    if (uri.getPort() >= 0 || uri.getScheme() == null) {
      return uri.getPort();
    }
    return switch (uri.getScheme()) {
      case "https" -> 443;
      case "http" -> 80;
      default -> -1;
    };
  }
}
