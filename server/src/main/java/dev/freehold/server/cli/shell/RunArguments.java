package dev.freehold.server.cli.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@code freehold run} is told.
 *
 * @param command present for {@code -c}
 * @param script the script's name, {@code -} for standard input, and its arguments; empty with a
 *     command
 * @param nonInteractive whether nobody is asked, even at a terminal
 */
record RunArguments(
    Optional<String> command, List<String> script, Format format, boolean nonInteractive) {

  /** The script's name that means standard input. */
  static final String STANDARD_INPUT = "-";

  /** What objects are written as. */
  enum Format {
    TEXT,
    JSON
  }

  /**
   * Reads what is written in the usual way. The command line's own parser costs most of the time of
   * a short script, and is only for the rest: help, and what is wrong.
   *
   * @return empty if that parser is to have its say
   */
  static Optional<RunArguments> plain(List<String> arguments) {
    Optional<String> command = Optional.empty();
    Format format = Format.TEXT;
    boolean nonInteractive = false;
    int at = 0;
    while (at < arguments.size() && isOption(arguments.get(at))) {
      String option = arguments.get(at++);
      String value = at < arguments.size() ? arguments.get(at) : "";
      switch (option) {
        case "--non-interactive", "-NonInteractive" -> nonInteractive = true;
        case "-c", "-Command" -> {
          if (value.isEmpty() || command.isPresent()) {
            return Optional.empty();
          }
          command = Optional.of(value);
          at++;
        }
        case "--output-format", "-OutputFormat" -> {
          Optional<Format> named = format(value);
          if (named.isEmpty()) {
            return Optional.empty();
          }
          format = named.get();
          at++;
        }
        default -> {
          return Optional.empty();
        }
      }
    }
    List<String> script = new ArrayList<>(arguments.subList(at, arguments.size()));
    return command.isPresent() == script.isEmpty()
        ? Optional.of(new RunArguments(command, script, format, nonInteractive))
        : Optional.empty();
  }

  private static boolean isOption(String argument) {
    return argument.startsWith("-") && !argument.equals(STANDARD_INPUT);
  }

  private static Optional<Format> format(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "text" -> Optional.of(Format.TEXT);
      case "json" -> Optional.of(Format.JSON);
      default -> Optional.empty();
    };
  }
}
