package org.junit;

import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * What James's mapper tests, which are of JUnit 5, still use of JUnit 4. Three methods are less
 * than the whole of it beside its successor.
 */
public final class Assume {

  private Assume() {}

  /** Skips the test unless {@code condition} holds. */
  public static void assumeTrue(boolean condition) {
    Assumptions.assumeTrue(condition);
  }

  /** Skips the test if any of {@code values} is null. */
  public static void assumeNotNull(Object... values) {
    Assumptions.assumeTrue(Stream.of(values).allMatch(Objects::nonNull));
  }

  /** Skips the test if {@code condition} holds. */
  public static void assumeFalse(boolean condition) {
    Assumptions.assumeFalse(condition);
  }
}
