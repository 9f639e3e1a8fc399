package dev.freehold.server.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A line that was published.
 *
 * @param number by which it is called
 * @param source where lines like it are found
 * @param text as it is typed
 */
record PublishedLine(String number, String source, String text) {

  /** Reads a file of them beside this class. */
  static List<PublishedLine> read(String resource) {
    List<PublishedLine> all = new ArrayList<>();
    String[] head = {};
    for (String line : text(resource).lines().toList()) {
      if (line.startsWith("== ")) {
        head = line.substring(3).split(" ", 2);
      } else if (!line.isBlank() && !line.startsWith("#")) {
        all.add(new PublishedLine(head[0], head[1], line));
      }
    }
    return List.copyOf(all);
  }

  private static String text(String resource) {
    try (InputStream in = PublishedLine.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public String toString() {
    return number + " " + text;
  }
}
