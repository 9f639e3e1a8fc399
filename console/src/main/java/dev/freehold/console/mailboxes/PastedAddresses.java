package dev.freehold.console.mailboxes;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Addresses in a text that somebody pasted: a list, or columns of a table. */
final class PastedAddresses {

  private PastedAddresses() {}

  /**
   * The addresses, each once and in order. Where a line has several columns, only those with an at
   * sign count, so that names and headings may stay; a line of one column counts as it is.
   */
  static List<String> in(String text) {
    return text.lines().flatMap(PastedAddresses::ofLine).distinct().toList();
  }

  private static Stream<String> ofLine(String line) {
    List<String> columns =
        Arrays.stream(line.split("[,;\t]"))
            .map(column -> column.strip().replaceAll("^[\"'<]+|[\"'>]+$", ""))
            .filter(column -> !column.isEmpty())
            .toList();
    return columns.size() == 1
        ? columns.stream()
        : columns.stream().filter(column -> column.contains("@"));
  }
}
