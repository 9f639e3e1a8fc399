package dev.freehold.server.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * How one published command is run, and what has to be seen of it.
 *
 * @param command which one
 * @param before what is run first, and not looked at
 * @param with what is written in place of what, in turn: expression and replacement
 * @param answers what is typed at questions
 * @param after what is run afterwards
 * @param shows expressions for whole lines that are not blank; the last may be {@code *}, for any
 */
record Expectation(
    String command,
    List<String> before,
    List<Replacement> with,
    List<String> answers,
    List<String> after,
    List<String> shows) {

  /** The rest may be anything. */
  static final String ANYTHING = "*";

  record Replacement(String expression, String replacement) {
    String in(String text) {
      return text.replaceAll(expression, replacement);
    }
  }

  private Expectation(String command) {
    this(
        command,
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>());
  }

  /** The command with what is written in place of its own words. */
  String filled(String published) {
    String text = published;
    for (Replacement replacement : with) {
      text = replacement.in(text);
    }
    return text;
  }

  /** Reads a file of them beside this class. */
  static List<Expectation> read(String resource) {
    List<Expectation> all = new ArrayList<>();
    text(resource)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .forEach(
            line -> {
              if (line.startsWith("== ")) {
                all.add(new Expectation(line.substring(3)));
              } else {
                all.getLast().take(line);
              }
            });
    return all;
  }

  private void take(String line) {
    int colon = line.indexOf(':');
    String value = line.substring(colon + 1).strip();
    switch (line.substring(0, colon)) {
      case "before" -> before.add(value);
      case "with" -> with.add(replacement(line.substring(colon + 2)));
      case "answer" -> answers.add(value);
      case "after" -> after.add(value);
      case "shows" -> {
        if (!value.isEmpty()) {
          shows.add(value.equals(ANYTHING) ? value : line.substring(colon + 2));
        }
      }
      default -> throw new IllegalArgumentException(line);
    }
  }

  private static Replacement replacement(String text) {
    int arrow = text.indexOf(" => ");
    return new Replacement(
        text.substring(0, arrow), text.substring(arrow + 4).replace("\\n", "\n"));
  }

  private static String text(String resource) {
    try (InputStream in = Expectation.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
