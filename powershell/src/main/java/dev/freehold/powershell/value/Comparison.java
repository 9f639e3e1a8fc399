package dev.freehold.powershell.value;

import dev.freehold.powershell.value.scalar.Numbers;
import dev.freehold.powershell.value.scalar.PsVersion;
import dev.freehold.powershell.value.scalar.ValueError;
import dev.freehold.powershell.value.scalar.ValueException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** Compares two single values; the right one is converted to the type of the left one. */
public final class Comparison {

  private Comparison() {}

  /** Tells whether two values are equal; what cannot be converted is not equal. */
  public static boolean equal(Object left, Object right, boolean caseSensitive) {
    if (left == null || right == null) {
      return left == null && right == null;
    }
    if (left instanceof Number one && right instanceof Number other) {
      return compareNumbers(one, other) == 0;
    }
    if (left instanceof String one) {
      return compareTexts(one, Text.of(right), caseSensitive) == 0;
    }
    if (left instanceof Character one && right instanceof String other) {
      return compareTexts(one.toString(), other, caseSensitive) == 0;
    }
    if (left instanceof Boolean one) {
      return one == Truth.of(right);
    }
    if (left.equals(right)) {
      return true;
    }
    Optional<Object> converted = TypeNames.kindOf(left).flatMap(kind -> comparable(right, kind));
    if (converted.isEmpty()) {
      return left instanceof PsObject object
          && object.text().isPresent()
          && right instanceof String text
          && compareTexts(object.text().get(), text, caseSensitive) == 0;
    }
    return (left instanceof Number one && converted.get() instanceof Number other)
        ? compareNumbers(one, other) == 0
        : left.equals(converted.get());
  }

  /**
   * Compares two values, null before all others.
   *
   * @return negative, zero or positive
   * @throws ValueException {@link ValueError#NOT_COMPARABLE}, {@link ValueError#CONVERSION}
   */
  public static int compare(Object left, Object right, boolean caseSensitive) {
    if (left == null || right == null) {
      return compareWithNull(left, right);
    }
    return switch (left) {
      case Number one -> compareNumbers(one, number(right, one));
      case String one -> compareTexts(one, Text.of(right), caseSensitive);
      case Character one -> compareTexts(one.toString(), Text.of(right), caseSensitive);
      case Boolean one -> Boolean.compare(one, Truth.of(right));
      case Instant one -> one.compareTo(Conversions.toDate(right));
      case OffsetDateTime one -> one.toInstant().compareTo(Conversions.toDate(right));
      case Duration one -> one.compareTo((Duration) Conversions.convert(right, PsKind.TIME_SPAN));
      case UUID one -> one.toString().compareTo(Conversions.toGuid(right).toString());
      case PsObject one when one.weight().isPresent() ->
          compareNumbers(
              one.weight().get(),
              right instanceof PsObject other && other.weight().isPresent()
                  ? other.weight().get()
                  : number(right, one.weight().get()));
      case PsVersion one -> one.compareTo((PsVersion) Conversions.convert(right, PsKind.VERSION));
      default ->
          throw new ValueException(
              ValueError.NOT_COMPARABLE,
              "Cannot compare \"%s\" because it is not IComparable.".formatted(Text.of(left)));
    };
  }

  /** Compares texts character by character, without regard to the culture. */
  public static int compareTexts(String left, String right, boolean caseSensitive) {
    return caseSensitive ? left.compareTo(right) : left.compareToIgnoreCase(right);
  }

  static int compareNumbers(Number left, Number right) {
    if (left instanceof Double || right instanceof Double) {
      return Double.compare(left.doubleValue(), right.doubleValue());
    }
    if (left instanceof BigDecimal || right instanceof BigDecimal) {
      return Numbers.exact(left).compareTo(Numbers.exact(right));
    }
    return Long.compare(left.longValue(), right.longValue());
  }

  private static int compareWithNull(Object left, Object right) {
    return Boolean.compare(left != null, right != null);
  }

  private static Number number(Object right, Number left) {
    if (right instanceof Number number) {
      return number;
    }
    Object parsed = right instanceof String text ? Numbers.parse(text).orElse(null) : null;
    return parsed instanceof Number number
        ? number
        : (Number) Conversions.convert(right, TypeNames.kindOf(left).orElse(PsKind.DOUBLE));
  }

  /** Right as a number keeps its fraction: {@code 1 -eq '1.5'} is false. */
  private static Optional<Object> comparable(Object right, PsKind kind) {
    return switch (kind) {
      case INT, LONG, DOUBLE, DECIMAL -> Conversions.tryConvert(right, PsType.of(PsKind.DOUBLE));
      case SECURE_STRING, SCRIPT_BLOCK, HASHTABLE, ORDERED, ARRAY -> Optional.empty();
      default -> Conversions.tryConvert(right, PsType.of(kind));
    };
  }
}
