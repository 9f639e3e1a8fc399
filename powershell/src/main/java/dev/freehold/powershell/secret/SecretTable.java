package dev.freehold.powershell.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CSV in a literal that has a column of secrets, as the batches of a migration have. What reads it
 * is no judge of CSV: one row per line, in which quotes only keep commas together.
 */
final class SecretTable {

  /** Lines also end as an expandable string writes it. */
  private static final Pattern LINE_END = Pattern.compile("[\\r\\n]|`[nr]");

  private static final Pattern NAME = Pattern.compile("[\\w.-]+");

  /** More would drive out other secrets where they are kept. */
  private static final int MAX_VALUES = 128;

  private SecretTable() {}

  /** Tells whether the first line names a column of secrets among others. */
  static boolean hasHeader(String text) {
    List<String> columns = cells(header(text));
    return columns.size() > 1 && columns.stream().anyMatch(SecretTable::isSecret);
  }

  /** Tells whether there is more than the first line. */
  static boolean hasRows(String text) {
    String rows = text.strip().substring(header(text).length());
    return !LINE_END.matcher(rows).replaceAll("").isBlank();
  }

  /** The first secrets in the rows. */
  static List<String> values(String text) {
    List<String> values = new ArrayList<>();
    List<String> columns = List.of();
    for (String line : LINE_END.split(text.strip(), -1)) {
      List<String> cells = cells(line);
      for (int at = 0; at < Math.min(columns.size(), cells.size()); at++) {
        if (isSecret(columns.get(at)) && values.size() < MAX_VALUES) {
          values.add(cells.get(at));
        }
      }
      columns = columns.isEmpty() ? cells : columns;
    }
    return values;
  }

  private static String header(String text) {
    String start = text.strip();
    Matcher end = LINE_END.matcher(start);
    return end.find() ? start.substring(0, end.start()) : start;
  }

  private static boolean isSecret(String column) {
    return NAME.matcher(column).matches() && SecretNames.isSecret(column);
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    String plain = line.replace("`\"", "\"").replace("\"\"", "\"");
    for (int at = 0; at < plain.length(); at++) {
      char c = plain.charAt(at);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString().strip());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString().strip());
    return cells;
  }
}
