package dev.freehold.server.cli.options;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.UUID;
import picocli.CommandLine.TypeConversionException;

/** Reads values of the command line whose form the commands check themselves. */
public final class Given {

  private static final int MAX_SHOWN_CHARS = 64;

  private Given() {}

  /** An id, as the commands that list things show it. */
  public static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException otherwise) {
      throw wrong(text, "an id, such as 3f2b8c1e-0d4a-4c67-9f21-5b7e6a9d0c13");
    }
  }

  /** A day. */
  public static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException otherwise) {
      throw wrong(text, "a day, such as 2026-12-06");
    }
  }

  private static TypeConversionException wrong(String text, String expected) {
    String shown =
        text.length() > MAX_SHOWN_CHARS ? text.substring(0, MAX_SHOWN_CHARS) + "\u2026" : text;
    return new TypeConversionException("'%s' is not %s".formatted(shown, expected));
  }
}
