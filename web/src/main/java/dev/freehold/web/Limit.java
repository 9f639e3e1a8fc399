package dev.freehold.web;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * A limit as people read it.
 *
 * @param name the name of its constant
 * @param value the number with its unit
 * @param meaning what it limits
 */
public record Limit(String name, String value, String meaning) {

  private static final long KIB = 1024;
  private static final long MIB = 1024 * KIB;

  /** The bounds of {@link WebLimits}, in their order there. */
  public static List<Limit> ofTheDoor() {
    return Arrays.stream(WebLimits.class.getFields()).map(Limit::of).toList();
  }

  private static Limit of(Field constant) {
    try {
      return new Limit(
          constant.getName(),
          shown(constant.getName(), constant.get(null)),
          constant.getAnnotation(Meaning.class).value());
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException("a public constant can be read", impossible);
    }
  }

  private static String shown(String name, Object value) {
    return switch (value) {
      case Duration time -> shown(time);
      case Number bytes when name.contains("_BYTES") -> shown(bytes.longValue());
      default -> value.toString();
    };
  }

  private static String shown(Duration time) {
    if (time.toSeconds() % 60 != 0) {
      return time.toSeconds() + " s";
    }
    return time.toMinutes() % 60 != 0 ? time.toMinutes() + " min" : time.toHours() + " h";
  }

  private static String shown(long bytes) {
    if (bytes % KIB != 0) {
      return bytes + " bytes";
    }
    return bytes % MIB != 0 ? bytes / KIB + " KiB" : bytes / MIB + " MiB";
  }
}
