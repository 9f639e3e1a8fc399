package dev.freehold.powershell.value.scalar;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses and writes numbers, and finds the narrowest type that holds one. */
public final class Numbers {

  private static final BigInteger MIN_INT = BigInteger.valueOf(Integer.MIN_VALUE);
  private static final BigInteger MAX_INT = BigInteger.valueOf(Integer.MAX_VALUE);
  private static final BigInteger MIN_LONG = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);

  /** Exponents of ten from which .NET writes a double in scientific form. */
  private static final int MIN_PLAIN_EXPONENT = -5;

  private static final int MAX_PLAIN_EXPONENT = 15;

  /** More digits than any of our types holds; bounds the work of a hostile literal. */
  private static final int MAX_LITERAL_CHARS = 400;

  private static final Pattern HEX = Pattern.compile("([+-]?)0x([0-9a-f]{1,16})(l?)([kmgtp]b)?");

  private static final Pattern DECIMAL =
      Pattern.compile("([+-]?(?:\\d+\\.?\\d*|\\.\\d+))(e[+-]?\\d{1,4})?(l|d)?([kmgtp]b)?");

  private Numbers() {}

  /** Tells whether a value is a number. */
  public static boolean isNumber(Object value) {
    return value instanceof Number;
  }

  /**
   * Reads a number as the language writes one: decimal, hexadecimal or real, with suffixes {@code l
   * d} and multipliers {@code kb mb gb tb pb}, spaces around it aside.
   *
   * @return Integer, Long, Double or BigDecimal; empty if it is no number
   */
  public static Optional<Object> parse(String text) {
    String folded = text.strip().toLowerCase(Locale.ROOT);
    if (folded.isEmpty() || folded.length() > MAX_LITERAL_CHARS) {
      return Optional.empty();
    }
    Matcher hex = HEX.matcher(folded);
    if (hex.matches()) {
      return Optional.of(hexadecimal(hex));
    }
    Matcher decimal = DECIMAL.matcher(folded);
    return decimal.matches() ? Optional.of(decimal(decimal)) : Optional.empty();
  }

  /** A whole number as Integer or Long if one holds it, else as Double. */
  public static Object narrow(BigInteger whole) {
    if (whole.compareTo(MIN_INT) >= 0 && whole.compareTo(MAX_INT) <= 0) {
      return whole.intValue();
    }
    if (whole.compareTo(MIN_LONG) >= 0 && whole.compareTo(MAX_LONG) <= 0) {
      return whole.longValue();
    }
    return whole.doubleValue();
  }

  /** Any finite number exactly. */
  public static BigDecimal exact(Number number) {
    return switch (number) {
      case BigDecimal decimal -> decimal;
      case Double real -> new BigDecimal(real);
      default -> BigDecimal.valueOf(number.longValue());
    };
  }

  /** A number in full, as .NET writes it in the invariant culture. */
  public static String text(Number number) {
    return switch (number) {
      case Double real -> text(real.doubleValue());
      case BigDecimal decimal -> decimal.toPlainString();
      default -> number.toString();
    };
  }

  private static String text(double real) {
    if (Double.isNaN(real)) {
      return "NaN";
    }
    if (Double.isInfinite(real)) {
      return real > 0 ? "∞" : "-∞";
    }
    if (real == 0) {
      return 1 / real < 0 ? "-0" : "0";
    }
    BigDecimal shortest = new BigDecimal(Double.toString(real)).stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent >= MIN_PLAIN_EXPONENT + 1 && exponent < MAX_PLAIN_EXPONENT) {
      return shortest.toPlainString();
    }
    String digits = shortest.unscaledValue().abs().toString();
    return (real < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + (exponent < 0 ? "E-" : "E+")
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }

  private static Object hexadecimal(Matcher matcher) {
    BigInteger whole = new BigInteger(matcher.group(2), 16);
    if (matcher.group(2).length() == 8) {
      whole = BigInteger.valueOf(whole.intValue());
    } else if (matcher.group(2).length() == 16) {
      whole = BigInteger.valueOf(whole.longValue());
    }
    if (matcher.group(1).equals("-")) {
      whole = whole.negate();
    }
    Object number = narrow(whole.multiply(BigInteger.valueOf(multiplier(matcher.group(4)))));
    return matcher.group(3).isEmpty() || !(number instanceof Integer small)
        ? number
        : Long.valueOf(small);
  }

  private static Object decimal(Matcher matcher) {
    BigDecimal number =
        new BigDecimal(
            matcher.group(2) == null ? matcher.group(1) : matcher.group(1) + matcher.group(2));
    BigDecimal scaled = number.multiply(BigDecimal.valueOf(multiplier(matcher.group(4))));
    boolean real = matcher.group(1).contains(".") || matcher.group(2) != null;
    if ("d".equals(matcher.group(3))) {
      return scaled;
    }
    if (real && !"l".equals(matcher.group(3))) {
      return scaled.doubleValue();
    }
    Object whole = narrow(scaled.toBigInteger());
    return "l".equals(matcher.group(3)) && whole instanceof Integer small
        ? Long.valueOf(small)
        : whole;
  }

  private static long multiplier(String suffix) {
    return suffix == null ? 1 : 1L << (10 * ("kmgtp".indexOf(suffix.charAt(0)) + 1));
  }
}
