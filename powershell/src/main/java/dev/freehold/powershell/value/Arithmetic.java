package dev.freehold.powershell.value;

import dev.freehold.powershell.value.scalar.Dates;
import dev.freehold.powershell.value.scalar.Numbers;
import dev.freehold.powershell.value.scalar.ValueError;
import dev.freehold.powershell.value.scalar.ValueException;
import dev.freehold.powershell.value.scalar.ValueLimits;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The operators {@code + - * / %}; the type of the left value decides what they do. */
public final class Arithmetic {

  private Arithmetic() {}

  /** Sums numbers and spans, joins strings and arrays, merges hashtables, moves dates. */
  public static Object add(Object left, Object right) {
    return switch (left) {
      case null -> right;
      case String text -> joined(text, Text.of(right));
      case Character character when !(right instanceof Number) ->
          joined(character.toString(), Text.of(right));
      case List<?> list -> appended(list, right);
      case byte[] bytes -> appended(Elements.of(bytes), right);
      case PsHashtable table -> merged(table, right);
      case Instant date -> moved(date, span(right));
      case Duration span when right instanceof Instant date -> moved(date, span);
      case Duration span -> span.plus(span(right));
      default -> number(left, right, '+');
    };
  }

  /** Subtracts numbers and spans; of two dates, gives the span between them. */
  public static Object subtract(Object left, Object right) {
    return switch (left) {
      case Instant date when right instanceof String || right instanceof Instant ->
          Duration.between(Conversions.toDate(right), date);
      case Instant date -> moved(date, span(right).negated());
      case Duration span -> span.minus(span(right));
      case null, default -> number(left, right, '-');
    };
  }

  /** Multiplies numbers, repeats strings and arrays. */
  public static Object multiply(Object left, Object right) {
    return switch (left) {
      case null -> null;
      case String text -> repeated(text, times(right));
      case List<?> list -> repeated(list, times(right));
      default -> number(left, right, '*');
    };
  }

  /** Divides; two whole numbers give a whole number only if nothing is lost. */
  public static Object divide(Object left, Object right) {
    return number(left, right, '/');
  }

  /** The rest of a division, with the sign of the left value. */
  public static Object remainder(Object left, Object right) {
    return number(left, right, '%');
  }

  /** The same number with the other sign. */
  public static Object negate(Object value) {
    return value instanceof Duration span ? span.negated() : number(0, value, '-');
  }

  private static Object number(Object left, Object right, char operator) {
    Number one = operand(left, right, operator);
    Number other = operand(right, left, operator);
    if (one instanceof BigDecimal || other instanceof BigDecimal) {
      return decimals(decimal(one), decimal(other), operator);
    }
    if (one instanceof Double || other instanceof Double) {
      return reals(one.doubleValue(), other.doubleValue(), operator);
    }
    return wholes(one.longValue(), other.longValue(), operator, one, other);
  }

  private static Number operand(Object value, Object beside, char operator) {
    return switch (value) {
      case null -> 0;
      case Number number -> number;
      case Boolean truth -> truth ? 1 : 0;
      case Character character -> (int) character;
      case String text ->
          (Number)
              Numbers.parse(text.isBlank() ? "0" : text)
                  .orElseGet(
                      () ->
                          Conversions.convert(
                              text,
                              TypeNames.kindOf(beside)
                                  .filter(kind -> beside instanceof Number)
                                  .orElse(PsKind.INT)));
      default -> throw noOperator(value, operator);
    };
  }

  private static Object wholes(long one, long other, char operator, Number left, Number right) {
    BigInteger a = BigInteger.valueOf(one);
    BigInteger b = BigInteger.valueOf(other);
    Object result =
        switch (operator) {
          case '+' -> Numbers.narrow(a.add(b));
          case '-' -> Numbers.narrow(a.subtract(b));
          case '*' -> Numbers.narrow(a.multiply(b));
          case '/' -> quotient(a, b);
          default -> Numbers.narrow(a.remainder(nonZero(b)));
        };
    boolean wide = left instanceof Long || right instanceof Long;
    if (wide) {
      return result instanceof Integer small ? Long.valueOf(small) : result;
    }
    return result instanceof Long large ? (Object) large.doubleValue() : result;
  }

  private static Object quotient(BigInteger a, BigInteger b) {
    BigInteger[] parts = a.divideAndRemainder(nonZero(b));
    return parts[1].signum() == 0
        ? Numbers.narrow(parts[0])
        : (Object) (a.doubleValue() / b.doubleValue());
  }

  private static BigInteger nonZero(BigInteger divisor) {
    if (divisor.signum() == 0) {
      throw byZero();
    }
    return divisor;
  }

  private static Object reals(double one, double other, char operator) {
    return switch (operator) {
      case '+' -> one + other;
      case '-' -> one - other;
      case '*' -> one * other;
      case '/' -> one / other;
      default -> one % other;
    };
  }

  private static Object decimals(BigDecimal one, BigDecimal other, char operator) {
    if ((operator == '/' || operator == '%') && other.signum() == 0) {
      throw byZero();
    }
    return switch (operator) {
      case '+' -> one.add(other);
      case '-' -> one.subtract(other);
      case '*' -> one.multiply(other, MathContext.DECIMAL128);
      case '/' -> one.divide(other, MathContext.DECIMAL128);
      default -> one.remainder(other);
    };
  }

  private static BigDecimal decimal(Number number) {
    return (BigDecimal) NumberConversions.convert(number, PsKind.DECIMAL);
  }

  private static String joined(String left, String right) {
    ValueLimits.requireChars((long) left.length() + right.length());
    return left + right;
  }

  private static List<Object> appended(List<?> left, Object right) {
    List<Object> tail = Elements.of(right);
    ValueLimits.requireElements((long) left.size() + tail.size());
    List<Object> all = new ArrayList<>(left.size() + tail.size());
    all.addAll(left);
    all.addAll(tail);
    return all;
  }

  private static PsHashtable merged(PsHashtable left, Object right) {
    if (!(right instanceof PsHashtable other)) {
      throw new ValueException(
          ValueError.OPERATOR, "A hash table can only be added to another hash table.");
    }
    PsHashtable all = left.copy();
    for (Object key : other.keys()) {
      if (all.containsKey(key)) {
        throw new ValueException(
            ValueError.OPERATOR,
            "Item has already been added. Key in dictionary: '%1$s'  Key being added: '%1$s'"
                .formatted(Text.of(key)));
      }
      all.put(key, other.get(key));
    }
    return all;
  }

  private static Object repeated(String text, long times) {
    ValueLimits.requireChars(text.length() * times);
    return text.repeat((int) times);
  }

  private static Object repeated(List<?> list, long times) {
    ValueLimits.requireElements(list.size() * times);
    List<Object> all = new ArrayList<>();
    for (long time = 0; time < times && !list.isEmpty(); time++) {
      all.addAll(list);
    }
    return all;
  }

  private static long times(Object value) {
    long times = (Long) Conversions.convert(value, PsKind.LONG);
    if (times < 0 || times > Integer.MAX_VALUE) {
      throw new ValueException(
          ValueError.OPERATOR,
          "A value is repeated from 0 to 2147483647 times, not " + times + ".");
    }
    return times;
  }

  private static Duration span(Object value) {
    return (Duration) Conversions.convert(value, PsKind.TIME_SPAN);
  }

  private static Instant moved(Instant date, Duration by) {
    return Dates.moved(date, from -> from.plus(by));
  }

  private static ValueException noOperator(Object value, char operator) {
    String name =
        switch (operator) {
          case '+' -> "op_Addition";
          case '-' -> "op_Subtraction";
          case '*' -> "op_Multiply";
          case '/' -> "op_Division";
          default -> "op_Modulus";
        };
    return new ValueException(
        ValueError.OPERATOR,
        "Method invocation failed because [%s] does not contain a method named '%s'."
            .formatted(TypeNames.of(value), name));
  }

  private static ValueException byZero() {
    return new ValueException(ValueError.DIVISION_BY_ZERO, "Attempted to divide by zero.");
  }
}
