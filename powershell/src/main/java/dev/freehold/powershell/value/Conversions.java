package dev.freehold.powershell.value;

import dev.freehold.powershell.value.scalar.DateText;
import dev.freehold.powershell.value.scalar.Guids;
import dev.freehold.powershell.value.scalar.PsVersion;
import dev.freehold.powershell.value.scalar.SecureText;
import dev.freehold.powershell.value.scalar.Ticks;
import dev.freehold.powershell.value.scalar.TimeSpans;
import dev.freehold.powershell.value.scalar.ValueError;
import dev.freehold.powershell.value.scalar.ValueException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Converts values to other types, by the rules of casts. */
public final class Conversions {

  private Conversions() {}

  /**
   * Converts a value.
   *
   * @throws ValueException {@link ValueError#CONVERSION} with PowerShell's text
   */
  public static Object convert(Object value, PsType type) {
    if (!type.array()) {
      return convert(value, type.kind());
    }
    if (value == null) {
      return null;
    }
    List<Object> converted = new ArrayList<>();
    for (Object element : Elements.of(value)) {
      converted.add(convert(element, type.kind()));
    }
    return converted;
  }

  /** The same for a type that is no array. */
  public static Object convert(Object value, PsKind kind) {
    return switch (kind) {
      case OBJECT -> value;
      case STRING -> Text.of(value);
      case CHAR -> toChar(single(value));
      case BYTE, INT, LONG, DOUBLE, DECIMAL -> NumberConversions.convert(single(value), kind);
      case BOOLEAN, SWITCH -> Truth.of(value);
      case DATE -> toDate(single(value));
      case DATE_OFFSET -> toOffsetDate(single(value));
      case TIME_SPAN -> toTimeSpan(single(value));
      case GUID -> toGuid(single(value));
      case URI -> toUri(single(value));
      case VERSION -> toVersion(single(value));
      case SECURE_STRING -> same(value, SecureText.class, kind);
      case CREDENTIAL -> PsCredential.is(value) ? value : same(value, Void.class, kind);
      case SCRIPT_BLOCK -> same(value, Block.class, kind);
      case HASHTABLE -> value == null ? null : toHashtable(value, kind, false);
      case ORDERED -> toHashtable(value, kind, true);
      case CUSTOM_OBJECT -> toObject(value);
      case ARRAY -> value == null ? null : new ArrayList<>(Elements.of(value));
      case ARRAY_LIST, GENERIC_LIST ->
          value instanceof PsList list && list.kind() == kind
              ? list
              : value == null ? null : new PsList(kind, Elements.of(value));
    };
  }

  /** Converts if it can be done; what {@code -as} does. */
  public static Optional<Object> tryConvert(Object value, PsType type) {
    try {
      return Optional.ofNullable(convert(value, type));
    } catch (ValueException e) {
      return Optional.empty();
    }
  }

  /** A DateTime of a DateTime, a string or a count of ticks. */
  public static Instant toDate(Object value) {
    return switch (value) {
      case Instant date -> date;
      case OffsetDateTime date -> date.toInstant();
      case null -> throw nullCannotBe(PsKind.DATE);
      case Integer ticks -> Ticks.toInstant(ticks);
      case Long ticks -> Ticks.toInstant(ticks);
      case String text ->
          DateText.parse(text)
              .map(OffsetDateTime::toInstant)
              .orElseThrow(
                  () ->
                      cannot(
                          text,
                          PsKind.DATE,
                          "String '%s' was not recognized as a valid DateTime.".formatted(text)));
      default -> throw invalidCast(value, PsKind.DATE);
    };
  }

  /** A Guid of a Guid or of its text with dashes, without, in braces or in parentheses. */
  public static UUID toGuid(Object value) {
    return switch (value) {
      case UUID guid -> guid;
      case null -> throw nullCannotBe(PsKind.GUID);
      case String text ->
          Guids.parse(text)
              .orElseThrow(() -> cannot(text, PsKind.GUID, "Unrecognized Guid format."));
      default -> throw invalidCast(value, PsKind.GUID);
    };
  }

  static ValueException cannot(Object value, PsKind kind, String why) {
    return new ValueException(
        ValueError.CONVERSION,
        "Cannot convert value \"%s\" to type \"%s\". Error: \"%s\""
            .formatted(Text.of(value), kind.fullName(), why));
  }

  static ValueException invalidCast(Object value, PsKind kind) {
    return new ValueException(
        ValueError.CONVERSION,
        "Cannot convert the \"%s\" value of type \"%s\" to type \"%s\"."
            .formatted(Text.of(value), TypeNames.of(value), kind.fullName()));
  }

  private static ValueException nullCannotBe(PsKind kind) {
    return new ValueException(
        ValueError.CONVERSION, "Cannot convert null to type \"%s\".".formatted(kind.fullName()));
  }

  /** An array of one goes as its element, as casts do. */
  private static Object single(Object value) {
    return value instanceof List<?> list && list.size() == 1 ? list.getFirst() : value;
  }

  private static Object toChar(Object value) {
    return switch (value) {
      case Character character -> character;
      case Integer code when code >= 0 && code <= Character.MAX_VALUE -> (char) (int) code;
      case String text when text.length() == 1 -> text.charAt(0);
      case String text ->
          throw cannot(text, PsKind.CHAR, "String must be exactly one character long.");
      case null -> '\0';
      default -> throw invalidCast(value, PsKind.CHAR);
    };
  }

  private static Object toOffsetDate(Object value) {
    return switch (value) {
      case OffsetDateTime date -> date;
      case String text when DateText.parse(text).isPresent() -> DateText.parse(text).get();
      case null -> throw nullCannotBe(PsKind.DATE_OFFSET);
      default -> toDate(value).atOffset(ZoneOffset.UTC);
    };
  }

  private static Duration toTimeSpan(Object value) {
    return switch (value) {
      case Duration span -> span;
      case null -> throw nullCannotBe(PsKind.TIME_SPAN);
      case Integer ticks -> Ticks.toDuration(ticks);
      case Long ticks -> Ticks.toDuration(ticks);
      case String text ->
          TimeSpans.parse(text)
              .orElseThrow(
                  () ->
                      cannot(
                          text,
                          PsKind.TIME_SPAN,
                          "String '%s' was not recognized as a valid TimeSpan.".formatted(text)));
      default -> throw invalidCast(value, PsKind.TIME_SPAN);
    };
  }

  private static URI toUri(Object value) {
    if (value == null || value instanceof URI) {
      return (URI) value;
    }
    try {
      return new URI(Text.of(value));
    } catch (URISyntaxException e) {
      throw cannot(
          value, PsKind.URI, "Invalid URI: The format of the URI could not be determined.");
    }
  }

  private static Object toVersion(Object value) {
    if (value == null || value instanceof PsVersion) {
      return value;
    }
    return PsVersion.parse(Text.of(value))
        .orElseThrow(
            () ->
                cannot(value, PsKind.VERSION, "Version string portion was too short or too long."));
  }

  private static Object toHashtable(Object value, PsKind kind, boolean ordered) {
    if (!(value instanceof PsHashtable table)) {
      throw invalidCast(value, kind);
    }
    if (!ordered || table.isOrdered()) {
      return table;
    }
    PsHashtable copy = PsHashtable.ordered();
    table.keys().forEach(key -> copy.put(key, table.get(key)));
    return copy;
  }

  private static Object toObject(Object value) {
    if (!(value instanceof PsHashtable table)) {
      return value;
    }
    PsObject object = PsObject.custom();
    table.keys().forEach(key -> object.with(Text.of(key), table.get(key)));
    return object;
  }

  private static Object same(Object value, Class<?> type, PsKind kind) {
    if (value == null || type.isInstance(value)) {
      return value;
    }
    // Never the value itself: whoever passes a plain password here must not find it in an error.
    throw new ValueException(
        ValueError.CONVERSION,
        "Cannot convert a value of type \"%s\" to type \"%s\"."
            .formatted(TypeNames.of(value), kind.fullName()));
  }
}
