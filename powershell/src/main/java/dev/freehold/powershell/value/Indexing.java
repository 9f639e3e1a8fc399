package dev.freehold.powershell.value;

import dev.freehold.powershell.value.scalar.ValueError;
import dev.freehold.powershell.value.scalar.ValueException;
import dev.freehold.powershell.value.scalar.ValueLimits;
import java.util.ArrayList;
import java.util.List;

/** Reads and sets {@code value[index]}. */
public final class Indexing {

  private Indexing() {}

  /**
   * Reads by index: from the end if negative, several for several indexes, null where there is
   * nothing.
   *
   * @throws ValueException {@link ValueError#NULL_INDEX}, {@link ValueError#NO_INDEX}
   */
  public static Object get(Object target, Object index) {
    if (target == null) {
      throw new ValueException(ValueError.NULL_INDEX, "Cannot index into a null array.");
    }
    if (target instanceof PsHashtable table) {
      return fromTable(table, index);
    }
    if (index instanceof List<?> several) {
      List<Object> found = new ArrayList<>();
      for (Object each : several) {
        int at = place(each, size(target));
        if (at >= 0) {
          found.add(element(target, at));
        }
      }
      return found;
    }
    if (!isIndexed(target)) {
      // One object counts as a list of one, so that a script need not know how many there are.
      return place(index, 1) == 0 ? target : null;
    }
    int at = place(index, size(target));
    return at < 0 ? null : element(target, at);
  }

  /**
   * Sets an element of an array, or a key of a hashtable.
   *
   * @throws ValueException {@link ValueError#NULL_INDEX}, {@link ValueError#NO_INDEX}
   */
  public static void set(Object target, Object index, Object value) {
    switch (target) {
      case null ->
          throw new ValueException(ValueError.NULL_INDEX, "Cannot index into a null array.");
      case PsHashtable table -> {
        if (index == null) {
          throw new ValueException(
              ValueError.NULL_INDEX, "Index operation failed; the array index evaluated to null.");
        }
        table.put(index, value);
      }
      case List<?> list -> {
        int at = place(index, list.size());
        if (at < 0) {
          throw new ValueException(
              ValueError.NO_INDEX, "Index was outside the bounds of the array.");
        }
        @SuppressWarnings("unchecked") // A list that is a value holds values.
        List<Object> elements = (List<Object>) list;
        elements.set(at, value);
      }
      default ->
          throw new ValueException(
              ValueError.NO_INDEX,
              "Unable to index into an object of type \"%s\".".formatted(TypeNames.of(target)));
    }
  }

  /**
   * The whole numbers from one to another, up or down: what {@code ..} makes.
   *
   * @throws ValueException {@link ValueError#TOO_LARGE}, {@link ValueError#CONVERSION}
   */
  public static List<Object> range(Object from, Object to) {
    if (isLetter(from) && isLetter(to)) {
      List<Object> letters = new ArrayList<>();
      range((int) Text.of(from).charAt(0), (int) Text.of(to).charAt(0))
          .forEach(code -> letters.add((char) (int) (Integer) code));
      return letters;
    }
    int first = (Integer) Conversions.convert(from, PsKind.INT);
    int last = (Integer) Conversions.convert(to, PsKind.INT);
    int step = first <= last ? 1 : -1;
    long size = Math.abs((long) last - first) + 1;
    ValueLimits.requireElements(size);
    List<Object> range = new ArrayList<>((int) size);
    for (long number = first; range.size() < size; number += step) {
      range.add((int) number);
    }
    return range;
  }

  /** A text of one character that is no digit. */
  private static boolean isLetter(Object value) {
    return (value instanceof String || value instanceof Character)
        && Text.of(value).length() == 1
        && !Character.isDigit(Text.of(value).charAt(0));
  }

  private static Object fromTable(PsHashtable table, Object index) {
    if (index instanceof List<?> several) {
      List<Object> found = new ArrayList<>();
      several.forEach(key -> found.add(fromTable(table, key)));
      return found;
    }
    if (index == null) {
      return null;
    }
    if (table.isOrdered() && index instanceof Integer && !table.containsKey(index)) {
      int at = place(index, table.size());
      return at < 0 ? null : table.values().get(at);
    }
    return table.get(index);
  }

  private static boolean isIndexed(Object target) {
    return Elements.isCollection(target) || target instanceof String;
  }

  private static int size(Object target) {
    return switch (target) {
      case List<?> list -> list.size();
      case byte[] bytes -> bytes.length;
      case String text -> text.length();
      default -> 0;
    };
  }

  private static Object element(Object target, int at) {
    return switch (target) {
      case List<?> list -> list.get(at);
      case byte[] bytes -> Byte.toUnsignedInt(bytes[at]);
      default -> ((String) target).charAt(at);
    };
  }

  /** The place that an index means in a sequence of some size; -1 if there is none. */
  private static int place(Object index, int size) {
    int at = (Integer) Conversions.convert(index, PsKind.INT);
    int place = at < 0 ? at + size : at;
    return place >= 0 && place < size ? place : -1;
  }
}
