package dev.freehold.mail.migration.csv;

import dev.freehold.mail.MailException;
import dev.freehold.mail.migration.imap.MigrationLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes a CSV apart (RFC 4180): fields between commas, those in quotation marks may hold commas,
 * doubled quotation marks and line ends. Messages name lines and never what is in them. One thread.
 */
final class CsvRecords {

  private static final int MAX_FIELD_CHARS = 4096;

  private final String text;
  private int at;
  private int line = 1;

  CsvRecords(String text) {
    this.text = text;
  }

  /** The line at which the next record begins, from 1. */
  int line() {
    return line;
  }

  /** The next record; empty at the end. An empty line is a record with one empty field. */
  Optional<List<String>> next() {
    if (at >= text.length()) {
      return Optional.empty();
    }
    List<String> fields = new ArrayList<>();
    while (true) {
      fields.add(field());
      if (fields.size() > MigrationLimits.MAX_CSV_COLUMNS) {
        throw invalid(line, "has more than %d columns".formatted(MigrationLimits.MAX_CSV_COLUMNS));
      }
      if (at < text.length() && text.charAt(at) == ',') {
        at++;
        continue;
      }
      endLine();
      return Optional.of(fields);
    }
  }

  private String field() {
    return at < text.length() && text.charAt(at) == '"' ? quoted() : plain();
  }

  private String plain() {
    int start = at;
    while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    requireShort(at - start);
    return text.substring(start, at).strip();
  }

  private String quoted() {
    int first = line;
    StringBuilder value = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"' && (at + 1 == text.length() || text.charAt(at + 1) != '"')) {
        at++;
        return value.toString();
      }
      if (c == '"') {
        at++;
      }
      line += c == '\n' ? 1 : 0;
      value.append(c);
      requireShort(value.length());
    }
    throw invalid(first, "has a quotation mark that is not closed");
  }

  private void endLine() {
    if (at < text.length() && text.charAt(at) == '\r') {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '\n') {
      at++;
    } else if (at < text.length() && text.charAt(at - 1) != '\r') {
      throw invalid(line, "has text after a closing quotation mark");
    }
    line++;
  }

  private void requireShort(int chars) {
    if (chars > MAX_FIELD_CHARS) {
      throw invalid(line, "has a field of more than %d characters".formatted(MAX_FIELD_CHARS));
    }
  }

  static MailException invalid(int line, String what) {
    return CsvProblems.invalid("line %d: it %s".formatted(line, what));
  }
}
