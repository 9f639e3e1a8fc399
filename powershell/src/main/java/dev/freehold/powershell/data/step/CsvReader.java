package dev.freehold.powershell.data.step;

import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.scalar.ValueError;
import dev.freehold.powershell.value.scalar.ValueException;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** Import-Csv and ConvertFrom-Csv: an object with string properties for each row. */
public final class CsvReader {

  private static final int MAX_FIELD_CHARS = 16 * 1024 * 1024;

  private final PushbackReader reader;
  private final char delimiter;
  private boolean atEnd;

  private CsvReader(Reader reader, char delimiter) {
    this.reader = new PushbackReader(reader);
    this.delimiter = delimiter;
  }

  /**
   * Reads all rows.
   *
   * @param columns the names of columns; empty to take those of the first row
   * @param out takes each object as it is read
   * @throws ValueException {@link ValueError#CSV} if two columns have one name
   */
  public static void read(Reader reader, char delimiter, List<String> columns, Consumer<Object> out)
      throws IOException {
    CsvReader rows = new CsvReader(reader, delimiter);
    List<String> names = columns.isEmpty() ? rows.header() : columns;
    requireDistinct(names);
    for (List<String> row = rows.row(); row != null; row = rows.row()) {
      if (!isBlank(row)) {
        out.accept(object(names, row));
      }
    }
  }

  /** The names of the columns of a file; none if it is empty. */
  public static List<String> columns(Reader reader, char delimiter) throws IOException {
    return new CsvReader(reader, delimiter).header();
  }

  private List<String> header() throws IOException {
    List<String> first = row();
    while (first != null && (isBlank(first) || first.getFirst().startsWith("#TYPE"))) {
      first = row();
    }
    List<String> names = new ArrayList<>();
    int unnamed = 1;
    for (String name : first == null ? List.<String>of() : first) {
      names.add(name == null || name.isEmpty() ? "H" + unnamed++ : name);
    }
    return names;
  }

  private static PsObject object(List<String> names, List<String> row) {
    PsObject object = PsObject.custom();
    for (int at = 0; at < names.size(); at++) {
      object.with(names.get(at), at < row.size() ? row.get(at) : null);
    }
    return object;
  }

  private static boolean isBlank(List<String> row) {
    return row.size() == 1 && row.getFirst().isEmpty();
  }

  private static void requireDistinct(List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name.toLowerCase(Locale.ROOT))) {
        throw new ValueException(
            ValueError.CSV, "The member \"%s\" is already present.".formatted(name));
      }
    }
  }

  /** The fields of the next row, at least one; null at the end. */
  private List<String> row() throws IOException {
    if (atEnd || peek() < 0) {
      return null;
    }
    List<String> fields = new ArrayList<>();
    do {
      fields.add(field());
    } while (endsWithDelimiter());
    return fields;
  }

  /** Takes what stands after a field: true for a delimiter, false for the end of the row. */
  private boolean endsWithDelimiter() throws IOException {
    int c = reader.read();
    if (c == '\r' && peek() == '\n') {
      c = reader.read();
    }
    atEnd = c < 0;
    return c == delimiter;
  }

  private String field() throws IOException {
    while ((peek() == ' ' || peek() == '\t') && peek() != delimiter) {
      reader.read();
    }
    StringBuilder field = new StringBuilder();
    if (peek() == '"') {
      reader.read();
      quoted(field);
    }
    for (int c = peek(); c >= 0 && c != delimiter && c != '\n' && c != '\r'; c = peek()) {
      append(field, reader.read());
    }
    return field.toString();
  }

  private void quoted(StringBuilder field) throws IOException {
    for (int c = reader.read(); c >= 0; c = reader.read()) {
      if (c == '"') {
        if (peek() != '"') {
          return;
        }
        reader.read();
      }
      append(field, c);
    }
  }

  private static void append(StringBuilder field, int c) {
    if (field.length() >= MAX_FIELD_CHARS) {
      throw new ValueException(
          ValueError.CSV, "A field of CSV has at most %d characters.".formatted(MAX_FIELD_CHARS));
    }
    field.append((char) c);
  }

  private int peek() throws IOException {
    int c = reader.read();
    if (c >= 0) {
      reader.unread(c);
    }
    return c;
  }
}
