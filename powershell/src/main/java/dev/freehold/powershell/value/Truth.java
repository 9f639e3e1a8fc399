package dev.freehold.powershell.value;

import java.math.BigDecimal;
import java.util.List;

/** Decides which values count as true. */
public final class Truth {

  private Truth() {}

  /**
   * Tells whether a value is true: null, false, zero, the empty string and the empty array are not;
   * an array of one is what its element is.
   */
  public static boolean of(Object value) {
    return switch (value) {
      case null -> false;
      case Boolean truth -> truth;
      case String text -> !text.isEmpty();
      case Character character -> character != 0;
      case BigDecimal number -> number.signum() != 0;
      case Double number -> number != 0;
      case Number number -> number.longValue() != 0;
      case List<?> list -> ofList(list);
      case byte[] bytes -> bytes.length > 1 || (bytes.length == 1 && bytes[0] != 0);
      default -> true;
    };
  }

  private static boolean ofList(List<?> list) {
    return switch (list.size()) {
      case 0 -> false;
      case 1 -> list.getFirst() instanceof List<?> inner ? !inner.isEmpty() : of(list.getFirst());
      default -> true;
    };
  }
}
