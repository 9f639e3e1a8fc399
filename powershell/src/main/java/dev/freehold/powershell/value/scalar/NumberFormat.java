package dev.freehold.powershell.value.scalar;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** .NET's format strings for numbers, in the culture en-US. */
public final class NumberFormat {

  private static final int DEFAULT_DECIMALS = 2;
  private static final int DEFAULT_EXPONENT_DECIMALS = 6;

  private NumberFormat() {}

  /**
   * Formats a number.
   *
   * @param format a standard format (a letter and perhaps a precision) or a custom one
   * @throws ValueException {@link ValueError#FORMAT}
   */
  public static String format(Number number, String format) {
    if (number instanceof Double real && !Double.isFinite(real)) {
      return Numbers.text(real);
    }
    if (format.isEmpty()) {
      return Numbers.text(number);
    }
    if (!Character.isLetter(format.charAt(0)) || !digitsFrom(format, 1)) {
      return CustomNumberFormat.format(decimal(number), format);
    }
    int precision = format.length() == 1 ? -1 : parsePrecision(format.substring(1));
    return switch (format.charAt(0)) {
      case 'N', 'n' -> grouped(number, precision < 0 ? DEFAULT_DECIMALS : precision);
      case 'F', 'f' -> fixed(number, precision < 0 ? DEFAULT_DECIMALS : precision);
      case 'C', 'c' -> currency(number, precision < 0 ? DEFAULT_DECIMALS : precision);
      case 'P', 'p' -> percent(number, precision < 0 ? DEFAULT_DECIMALS : precision);
      case 'D', 'd' -> whole(number, Math.max(precision, 1));
      case 'X', 'x' -> hexadecimal(number, Math.max(precision, 1), format.charAt(0));
      case 'E', 'e' ->
          scientific(
              number, precision < 0 ? DEFAULT_EXPONENT_DECIMALS : precision, format.charAt(0));
      case 'G', 'g', 'R', 'r' -> general(number, precision);
      default -> throw invalid();
    };
  }

  /** With a fixed count of decimals; a half goes away from zero. */
  static String fixed(Number number, int decimals) {
    BigDecimal rounded = decimal(number).setScale(decimals, RoundingMode.HALF_UP);
    return rounded.toPlainString();
  }

  static BigDecimal decimal(Number number) {
    return number instanceof Double real
        ? new BigDecimal(Double.toString(real))
        : Numbers.exact(number);
  }

  /** Puts commas between groups of three digits. */
  static String withGroups(String digits) {
    StringBuilder out = new StringBuilder(digits);
    for (int at = digits.length() - 3; at > 0; at -= 3) {
      out.insert(at, ',');
    }
    return out.toString();
  }

  static ValueException invalid() {
    return new ValueException(ValueError.FORMAT, "Format specifier was invalid.");
  }

  private static String grouped(Number number, int decimals) {
    String fixed = fixed(number, decimals);
    boolean negative = fixed.startsWith("-");
    String size = negative ? fixed.substring(1) : fixed;
    int point = size.indexOf('.');
    String whole = point < 0 ? size : size.substring(0, point);
    return (negative ? "-" : "") + withGroups(whole) + (point < 0 ? "" : size.substring(point));
  }

  private static String currency(Number number, int decimals) {
    String grouped = grouped(number, decimals);
    return grouped.startsWith("-") ? "-$" + grouped.substring(1) : "$" + grouped;
  }

  private static String percent(Number number, int decimals) {
    return grouped(decimal(number).movePointRight(2), decimals) + "%";
  }

  private static String whole(Number number, int digits) {
    if (number instanceof Double || number instanceof BigDecimal) {
      throw invalid();
    }
    String size = BigInteger.valueOf(number.longValue()).abs().toString();
    return (number.longValue() < 0 ? "-" : "")
        + "0".repeat(Math.max(0, digits - size.length()))
        + size;
  }

  private static String hexadecimal(Number number, int digits, char letter) {
    String text =
        switch (number) {
          case Integer small -> Integer.toHexString(small);
          case Long large -> Long.toHexString(large);
          default -> throw invalid();
        };
    String padded = "0".repeat(Math.max(0, digits - text.length())) + text;
    return letter == 'X' ? padded.toUpperCase(Locale.ROOT) : padded;
  }

  private static String scientific(Number number, int decimals, char letter) {
    BigDecimal exact = decimal(number);
    if (exact.signum() == 0) {
      return fixed(0, decimals) + letter + "+000";
    }
    BigDecimal rounded = exact.round(new MathContext(decimals + 1, RoundingMode.HALF_UP));
    int exponent = rounded.precision() - rounded.scale() - 1;
    String power = Integer.toString(Math.abs(exponent));
    return rounded.movePointLeft(exponent).setScale(decimals, RoundingMode.HALF_UP).toPlainString()
        + letter
        + (exponent < 0 ? "-" : "+")
        + "0".repeat(Math.max(0, 3 - power.length()))
        + power;
  }

  private static String general(Number number, int precision) {
    if (precision <= 0) {
      return Numbers.text(number);
    }
    BigDecimal rounded = decimal(number).round(new MathContext(precision, RoundingMode.HALF_UP));
    return number instanceof Double
        ? Numbers.text(rounded.doubleValue())
        : rounded.stripTrailingZeros().toPlainString();
  }

  private static boolean digitsFrom(String format, int from) {
    return format.substring(from).chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static int parsePrecision(String digits) {
    if (digits.length() > 2) {
      throw invalid();
    }
    return Math.min(Integer.parseInt(digits), ValueLimits.MAX_PRECISION_DIGITS);
  }
}
