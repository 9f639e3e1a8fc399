package dev.freehold.powershell.run;

import dev.freehold.powershell.value.Comparison;
import dev.freehold.powershell.value.Conversions;
import dev.freehold.powershell.value.Elements;
import dev.freehold.powershell.value.Formatted;
import dev.freehold.powershell.value.Matching;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.Text;
import dev.freehold.powershell.value.Truth;
import dev.freehold.powershell.value.scalar.ExactDates;
import dev.freehold.powershell.value.scalar.ValueError;
import dev.freehold.powershell.value.scalar.ValueException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.UUID;

/** Static methods over texts, numbers, dates and the environment. */
final class TextStatics {

  private TextStatics() {}

  static Object invoke(String type, String method, List<Object> given, Session session) {
    String call = type + "::" + Scope.fold(method) + "/" + given.size();
    Object first = given.isEmpty() ? null : given.getFirst();
    return switch (call) {
      case "guid::newguid/0" -> UUID.randomUUID();
      case "guid::parse/1" -> Conversions.toGuid(first);
      case "datetime::parse/1", "datetime::parse/2" -> Conversions.toDate(first);
      case "datetime::parseexact/2", "datetime::parseexact/3", "datetime::parseexact/4" ->
          ExactDates.parse(Text.of(first), Text.of(given.get(1)));
      case "datetime::isleapyear/1" -> Year.isLeap(whole(first));
      case "timespan::fromdays/1" -> span(first, Duration.ofDays(1));
      case "timespan::fromhours/1" -> span(first, Duration.ofHours(1));
      case "timespan::fromminutes/1" -> span(first, Duration.ofMinutes(1));
      case "timespan::fromseconds/1" -> span(first, Duration.ofSeconds(1));
      case "timespan::parse/1" -> Conversions.convert(first, PsKind.TIME_SPAN);
      case "int::parse/1", "int32::parse/1" -> Conversions.convert(Text.of(first), PsKind.INT);
      case "long::parse/1", "int64::parse/1" -> Conversions.convert(Text.of(first), PsKind.LONG);
      case "double::parse/1" -> Conversions.convert(Text.of(first), PsKind.DOUBLE);
      case "bool::parse/1", "boolean::parse/1" -> Text.of(first).equalsIgnoreCase("true");
      case "string::isnullorempty/1" -> Text.of(first).isEmpty();
      case "string::isnullorwhitespace/1" -> Text.of(first).isBlank();
      case "string::join/2" -> {
        StringJoiner joined = new StringJoiner(Text.of(first));
        Elements.of(given.get(1)).forEach(each -> joined.add(Text.of(each)));
        yield joined.toString();
      }
      case "string::concat/2" -> Text.of(first) + Text.of(given.get(1));
      case "string::equals/2" -> Text.of(first).equals(Text.of(given.get(1)));
      case "string::equals/3" -> Text.of(first).equalsIgnoreCase(Text.of(given.get(1)));
      case "regex::escape/1", "text.regularexpressions.regex::escape/1" ->
          Text.of(first).replaceAll("[\\\\*+?|{\\[()^$.# ]", "\\\\$0");
      case "regex::ismatch/2" ->
          Matching.match(Text.of(first), Text.of(given.get(1)), true).isPresent();
      case "regex::replace/3" ->
          Matching.replace(Text.of(first), Text.of(given.get(1)), Text.of(given.get(2)), true);
      case "convert::tobase64string/1" -> Base64.getEncoder().encodeToString(Bytes.of(first));
      case "convert::frombase64string/1" -> decoded(Text.of(first));
      case "convert::toint32/1" -> Conversions.convert(first, PsKind.INT);
      case "convert::toint64/1" -> Conversions.convert(first, PsKind.LONG);
      case "convert::todouble/1" -> Conversions.convert(first, PsKind.DOUBLE);
      case "convert::tostring/1" -> Text.of(first);
      case "convert::todatetime/1" -> Conversions.toDate(first);
      case "convert::toboolean/1" -> Truth.of(first);
      case "uri::escapedatastring/1" ->
          URLEncoder.encode(Text.of(first), StandardCharsets.UTF_8).replace("+", "%20");
      case "uri::unescapedatastring/1" -> unescaped(Text.of(first));
      case "array::reverse/1" -> {
        Collections.reverse(list(first));
        yield null;
      }
      case "array::sort/1" -> {
        list(first).sort((a, b) -> Comparison.compare(a, b, false));
        yield null;
      }
      case "environment::getenvironmentvariable/1", "environment::getenvironmentvariable/2" ->
          session.environment().get(Text.of(first));
      case "environment::getfolderpath/1" -> session.environment().getOrDefault("HOME", "");
      default -> {
        if (call.startsWith("string::format/") && !given.isEmpty()) {
          List<Object> values = given.subList(1, given.size());
          yield Formatted.composite(
              Text.of(first), values.size() == 1 ? Elements.of(values.getFirst()) : values);
        }
        throw Statics.noMethod(type, method);
      }
    };
  }

  @SuppressWarnings("unchecked") // A list that is a value holds values.
  private static List<Object> list(Object value) {
    return value instanceof List<?> list ? (List<Object>) list : new ArrayList<>();
  }

  /** A date, a span or a text made of several arguments. */
  static Optional<Object> made(PsKind kind, List<Object> given) {
    int[] parts = given.stream().mapToInt(TextStatics::wholeOrZero).toArray();
    return switch (kind) {
      case DATE ->
          parts.length == 3 || parts.length == 6 ? Optional.of(date(parts)) : Optional.empty();
      case TIME_SPAN ->
          switch (parts.length) {
            case 3 -> Optional.of(span(0, parts[0], parts[1], parts[2]));
            case 4 -> Optional.of(span(parts[0], parts[1], parts[2], parts[3]));
            default -> Optional.empty();
          };
      case STRING ->
          parts.length == 2
              ? Optional.of(Text.of(given.getFirst()).repeat(Math.clamp(parts[1], 0, MAX_REPEATS)))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static final int MAX_REPEATS = 64 * 1024;

  private static Object date(int[] parts) {
    try {
      return LocalDateTime.of(
              parts[0],
              parts[1],
              parts[2],
              parts.length > 3 ? parts[3] : 0,
              parts.length > 3 ? parts[4] : 0,
              parts.length > 3 ? parts[5] : 0)
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new ValueException(
          ValueError.CONVERSION,
          "Exception calling \".ctor\" with \"%d\" argument(s): \"Year, Month, and Day parameters"
                  .formatted(parts.length)
              + " describe an un-representable DateTime.\"");
    }
  }

  private static Duration span(int days, int hours, int minutes, int seconds) {
    return Duration.ofDays(days).plusHours(hours).plusMinutes(minutes).plusSeconds(seconds);
  }

  private static int wholeOrZero(Object value) {
    return value instanceof Number ? whole(value) : 0;
  }

  private static int whole(Object value) {
    return (Integer) Conversions.convert(value, PsKind.INT);
  }

  private static Duration span(Object value, Duration unit) {
    double count = (Double) Conversions.convert(value, PsKind.DOUBLE);
    return Duration.ofMillis(Math.round(count * unit.toMillis()));
  }

  private static byte[] decoded(String text) {
    try {
      return Base64.getMimeDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new ValueException(
          ValueError.CONVERSION,
          "Exception calling \"FromBase64String\" with \"1\" argument(s): \"The input is not a"
              + " valid Base-64 string.\"");
    }
  }

  private static String unescaped(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
