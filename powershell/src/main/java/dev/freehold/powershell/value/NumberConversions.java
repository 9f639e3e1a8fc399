package dev.freehold.powershell.value;

import dev.freehold.powershell.value.scalar.Numbers;
import dev.freehold.powershell.value.scalar.ValueException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;

/**
 * Values made into numbers. A fraction goes to the nearest whole number, a half to the even one.
 */
final class NumberConversions {

  private NumberConversions() {}

  static Object convert(Object value, PsKind kind) {
    Number number = number(value, kind);
    return switch (kind) {
      case BYTE -> (int) whole(value, number, kind, 0, 255);
      case INT -> (int) whole(value, number, kind, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case LONG -> whole(value, number, kind, Long.MIN_VALUE, Long.MAX_VALUE);
      case DOUBLE -> number.doubleValue();
      case DECIMAL -> decimal(value, number, kind);
      default -> throw new IllegalArgumentException(kind + " is no type of numbers");
    };
  }

  private static Number number(Object value, PsKind kind) {
    return switch (value) {
      case null -> 0;
      case Number number -> number;
      case Boolean truth -> truth ? 1 : 0;
      case Character character -> (int) character;
      case String text -> ofText(text, kind);
      case Duration span -> throw Conversions.invalidCast(span, kind);
      case Instant date -> throw Conversions.invalidCast(date, kind);
      default -> throw Conversions.invalidCast(value, kind);
    };
  }

  private static Number ofText(String text, PsKind kind) {
    if (text.isEmpty()) {
      return 0;
    }
    return (Number)
        Numbers.parse(text.replace(",", ""))
            .orElseThrow(
                () ->
                    Conversions.cannot(
                        text,
                        kind,
                        "The input string '%s' was not in a correct format.".formatted(text)));
  }

  private static long whole(Object value, Number number, PsKind kind, long least, long most) {
    if (number instanceof Double real && !Double.isFinite(real)) {
      throw tooLarge(value, kind);
    }
    BigInteger rounded = Numbers.exact(number).setScale(0, RoundingMode.HALF_EVEN).toBigInteger();
    if (rounded.compareTo(BigInteger.valueOf(least)) < 0
        || rounded.compareTo(BigInteger.valueOf(most)) > 0) {
      throw tooLarge(value, kind);
    }
    return rounded.longValueExact();
  }

  private static BigDecimal decimal(Object value, Number number, PsKind kind) {
    if (number instanceof Double real) {
      if (!Double.isFinite(real)) {
        throw tooLarge(value, kind);
      }
      return BigDecimal.valueOf(real);
    }
    return Numbers.exact(number);
  }

  private static ValueException tooLarge(Object value, PsKind kind) {
    String name = kind.fullName().substring("System.".length());
    return Conversions.cannot(
        value,
        kind,
        "Value was either too large or too small for %s %s."
            .formatted(name.startsWith("Int") ? "an" : "a", name));
  }
}
