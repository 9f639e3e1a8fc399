package dev.freehold.powershell.value.scalar;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Custom formats such as {@code #,##0.00}: zeros, hashes, point, comma, percent and literals. */
final class CustomNumberFormat {

  private CustomNumberFormat() {}

  /** Formats by the section for positive, negative or zero, whichever fits. */
  static String format(BigDecimal number, String format) {
    String[] sections = format.split(";", -1);
    if (number.signum() < 0 && sections.length > 1 && !sections[1].isEmpty()) {
      return section(number.negate(), sections[1]);
    }
    if (number.signum() == 0 && sections.length > 2) {
      return section(number, sections[2]);
    }
    return section(number, sections[0]);
  }

  private static String section(BigDecimal number, String format) {
    int point = format.indexOf('.');
    String wholePart = point < 0 ? format : format.substring(0, point);
    String fractionPart = point < 0 ? "" : format.substring(point + 1);
    boolean percent = format.contains("%");
    int most = count(fractionPart, '0') + count(fractionPart, '#');
    BigDecimal rounded =
        number.movePointRight(percent ? 2 : 0).setScale(most, RoundingMode.HALF_UP);
    String[] digits = rounded.abs().toPlainString().split("\\.", -1);
    String whole = digits[0].equals("0") ? "" : digits[0];
    whole = "0".repeat(Math.max(0, count(wholePart, '0') - whole.length())) + whole;
    boolean grouped = wholePart.indexOf(',') > 0;
    String out =
        fill(wholePart, grouped ? NumberFormat.withGroups(whole) : whole)
            + fraction(fractionPart, digits.length > 1 ? digits[1] : "");
    return rounded.signum() < 0 ? "-" + out : out;
  }

  /** Puts the digits where the first placeholder is; what is between placeholders is left out. */
  private static String fill(String format, String digits) {
    StringBuilder out = new StringBuilder();
    boolean placed = false;
    for (int at = 0; at < format.length(); at++) {
      char c = format.charAt(at);
      if (c == '0' || c == '#') {
        out.append(placed ? "" : digits);
        placed = true;
      } else if (c != ',' && c != '\'' && c != '\\' && c != '"') {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static String fraction(String format, String digits) {
    int keep = digits.length();
    while (keep > count(format, '0') && digits.charAt(keep - 1) == '0') {
      keep--;
    }
    StringBuilder literals = new StringBuilder();
    for (int at = 0; at < format.length(); at++) {
      char c = format.charAt(at);
      if (c != '0' && c != '#' && c != '\'' && c != '\\' && c != '"') {
        literals.append(c);
      }
    }
    return (keep == 0 ? "" : "." + digits.substring(0, keep)) + literals;
  }

  private static int count(String text, char wanted) {
    return (int) text.chars().filter(c -> c == wanted).count();
  }
}
