package dev.freehold.mail.migration.csv;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with a CSV, so that one look tells all of it. Lines and columns are named, never
 * what is in them: it may be a password. One thread.
 */
public final class CsvProblems {

  /** An answer with more would not be read to its end. */
  static final int MAX_SHOWN = 20;

  private final List<String> shown = new ArrayList<>();
  private int found;

  /** Notes what is wrong with a line. */
  public void add(int line, String what) {
    if (found < MAX_SHOWN) {
      shown.add("line %d: %s".formatted(line, what));
    }
    found++;
  }

  /** Notes what is wrong with a value. */
  void add(int line, CsvColumns.Column column, String what) {
    add(line, "%s %s".formatted(column.title(), what));
  }

  int count() {
    return found;
  }

  /**
   * Refuses the CSV if anything is wrong with it.
   *
   * @throws MailException {@code migration-csv-invalid}
   */
  public void requireNone() {
    if (found > 0) {
      String more = found > MAX_SHOWN ? "; and %d more".formatted(found - MAX_SHOWN) : "";
      throw invalid(String.join("; ", shown) + more);
    }
  }

  static MailException invalid(String message) {
    return new MailException(MailError.MIGRATION_CSV_INVALID, message);
  }
}
