package dev.freehold.persistence.schema;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a program's connections to PostgreSQL are called, so that others see which changes of the
 * tables it knows. The first release that can be upgraded node by node has {@code freehold} alone.
 */
public final class ProgramName {

  /** Connections that are closed before the program serves, or by which it only reads. */
  public static final String ONCE = "freehold once";

  private static final Pattern SERVES = Pattern.compile("freehold(?: (\\d{1,10}))?");

  private ProgramName() {}

  /** Of the connections over which a program serves that knows these changes. */
  public static String of(KnownSchema known) {
    return "freehold " + known.level();
  }

  /** The level of who serves over a connection; empty if nobody of ours does. */
  static OptionalLong level(String name) {
    Matcher matcher = SERVES.matcher(name == null ? "" : name);
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(matcher.group(1) == null ? 0 : Long.parseLong(matcher.group(1)));
  }
}
