package dev.freehold.mail.migration.csv;

import dev.freehold.mail.migration.endpoint.SignInKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where the columns of a batch's CSV are, as its first line says.
 *
 * @param places from 0, of each column
 * @param count how many columns there are
 */
record CsvColumns(Map<Column, Integer> places, int count) {

  private static final Map<String, String> SEPARATORS =
      Map.of(";", "semicolons", "\t", "tabs", "|", "vertical bars");

  /** A column that a CSV must have. */
  enum Column {
    EMAIL_ADDRESS("EmailAddress"),
    USER_NAME("UserName"),
    PASSWORD("Password");

    private final String title;

    Column(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /**
   * Reads the first line.
   *
   * @param allowUnknown whether further columns are skipped and not refused
   * @param kind how users sign in; not all have a secret
   * @throws dev.freehold.mail.MailException {@code migration-csv-invalid}
   */
  static CsvColumns of(List<String> header, boolean allowUnknown, SignInKind kind) {
    List<Column> wanted = wanted(kind);
    String title = wanted.stream().map(Column::title).collect(Collectors.joining(","));
    List<String> names = header.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    requireCommas(names);
    if (names.stream().anyMatch(name -> name.indexOf('@') > 0)) {
      throw CsvProblems.invalid(
          "line 1: it is a mailbox, and must be the header %s".formatted(title));
    }
    CsvProblems problems = new CsvProblems();
    Map<Column, Integer> places = new EnumMap<>(Column.class);
    for (Column column : wanted) {
      String name = column.title().toLowerCase(Locale.ROOT);
      int at = names.indexOf(name);
      if (at < 0) {
        problems.add(1, "it has no column %s; the header is %s".formatted(column.title(), title));
      } else if (at != names.lastIndexOf(name)) {
        problems.add(1, "it has the column %s twice".formatted(column.title()));
      }
      places.put(column, at);
    }
    for (int at = 0; at < names.size() && !allowUnknown; at++) {
      if (!places.containsValue(at) && !isKnown(names.get(at), wanted)) {
        problems.add(
            1,
            "column %d is none of %s; take it out or allow unknown columns"
                .formatted(at + 1, title));
      }
    }
    problems.requireNone();
    return new CsvColumns(places, names.size());
  }

  private static List<Column> wanted(SignInKind kind) {
    return kind.hasSecretOfUser()
        ? List.of(Column.values())
        : List.of(Column.EMAIL_ADDRESS, Column.USER_NAME);
  }

  private static boolean isKnown(String name, List<Column> wanted) {
    return wanted.stream().anyMatch(column -> column.title().equalsIgnoreCase(name));
  }

  private static void requireCommas(List<String> names) {
    String first = Column.EMAIL_ADDRESS.title().toLowerCase(Locale.ROOT);
    if (names.size() == 1 && names.getFirst().contains(first)) {
      SEPARATORS.forEach(
          (separator, called) -> {
            if (names.getFirst().contains(separator)) {
              throw CsvProblems.invalid(
                  "line 1: the columns are separated by %s; separate them by commas"
                      .formatted(called));
            }
          });
    }
  }

  /** The value of a column in a record, which has as many fields as the header. */
  String value(List<String> fields, Column column) {
    return fields.get(places.get(column));
  }
}
