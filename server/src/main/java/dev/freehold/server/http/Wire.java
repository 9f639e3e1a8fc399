package dev.freehold.server.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Converts enum constants and other words to their form in the API. */
public final class Wire {

  private Wire() {}

  /** A constant in camel case: {@code MULTI_WORKLOAD} is {@code multiWorkload}. */
  public static String word(Enum<?> constant) {
    String[] parts = constant.name().toLowerCase(Locale.ROOT).split("_", -1);
    return parts[0]
        + Arrays.stream(parts)
            .skip(1)
            .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
            .collect(Collectors.joining());
  }

  /** The constant whose {@link #word} this is, in any case. */
  public static <E extends Enum<E>> Optional<E> constant(Class<E> type, String word) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> word(constant).equalsIgnoreCase(word))
        .findFirst();
  }

  /** The words of all constants, for people. */
  public static <E extends Enum<E>> String words(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(Wire::word).collect(Collectors.joining(", "));
  }
}
