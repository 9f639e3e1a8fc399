package dev.freehold.powershell.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Decides which values are collections, and how their elements go through a pipeline. */
public final class Elements {

  private Elements() {}

  /** Tells whether a pipeline takes this value apart: arrays, not strings or hashtables. */
  public static boolean isCollection(Object value) {
    return value instanceof List || value instanceof byte[];
  }

  /** The elements of a collection; of any other value, itself alone, even if it is null. */
  public static List<Object> of(Object value) {
    if (value instanceof List<?> list) {
      return Collections.unmodifiableList(list);
    }
    List<Object> elements = new ArrayList<>();
    if (value instanceof byte[] bytes) {
      for (byte each : bytes) {
        elements.add(Byte.toUnsignedInt(each));
      }
    } else {
      elements.add(value);
    }
    return elements;
  }

  /** What is assigned when a command wrote this: null, the one value, or a list of several. */
  public static Object collapse(List<Object> written) {
    return switch (written.size()) {
      case 0 -> null;
      case 1 -> written.getFirst();
      default -> written;
    };
  }
}
