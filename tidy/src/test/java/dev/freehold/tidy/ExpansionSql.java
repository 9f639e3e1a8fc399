package dev.freehold.tidy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads what expansions do, one after the other, and finds what a program that does not know them
 * would notice. It knows the few statements that add something and refuses all others, so that
 * nothing harmful has to be thought of.
 */
final class ExpansionSql {

  private static final Pattern COMMENT = Pattern.compile("--[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern TEXT = Pattern.compile("'(?:[^']|'')*'");

  private static final String NAME = "([a-z0-9_]+)";
  private static final Pattern TABLE = Pattern.compile("create table " + NAME + " ?\\((.*)\\)");
  private static final Pattern INDEX =
      Pattern.compile("create (unique )?index " + NAME + " on " + NAME + " ?\\(.*");
  private static final Pattern COLUMN =
      Pattern.compile("alter table " + NAME + " add column " + NAME + " (.*)");

  /** The type is named once more; PostgreSQL refuses it for a column of any other type. */
  private static final Pattern NO_SAMPLES =
      Pattern.compile(
          "alter table "
              + NAME
              + " alter column "
              + NAME
              + " type bytea, alter column \\2 set statistics 0");

  private static final Pattern INSERT = Pattern.compile("insert into " + NAME + "\\b.*");
  private static final Pattern UPDATE =
      Pattern.compile("update " + NAME + " set " + NAME + " = ((?!.*, ?[a-z0-9_]+ = ).*)");
  private static final Pattern REFERENCE =
      Pattern.compile("references " + NAME + "(?: ?\\([^)]*\\))?([^,]*)");

  private final Set<String> tables = new HashSet<>();
  private final Set<String> columns = new HashSet<>();

  /** What is wrong with the statements of a file; those of earlier files are known. */
  List<String> faults(String sql) {
    String bare = TEXT.matcher(COMMENT.matcher(sql).replaceAll(" ")).replaceAll("''");
    List<String> faults = new ArrayList<>();
    for (String part : bare.split(";", -1)) {
      String statement = part.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
      if (!statement.isEmpty()) {
        read(statement).forEach(fault -> faults.add(fault + ": " + statement));
      }
    }
    return faults;
  }

  /** What is wrong with one statement. */
  private List<String> read(String statement) {
    return Stream.of(
            table(statement),
            index(statement),
            column(statement),
            noSamples(statement),
            insert(statement),
            update(statement))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(List.of("nothing that only adds"));
  }

  private Optional<List<String>> table(String statement) {
    return match(TABLE, statement)
        .map(
            found -> {
              tables.add(found.group(1));
              return reference(found.group(2));
            });
  }

  private Optional<List<String>> index(String statement) {
    return match(INDEX, statement)
        .map(
            found ->
                found.group(1) != null && !tables.contains(found.group(3))
                    ? List.of("older programs may write what is not unique")
                    : List.of());
  }

  private Optional<List<String>> column(String statement) {
    return match(COLUMN, statement)
        .map(
            found -> {
              columns.add(found.group(1) + "." + found.group(2));
              return tables.contains(found.group(1))
                  ? reference(found.group(3))
                  : ofOldTable(found.group(3));
            });
  }

  private List<String> ofOldTable(String declaration) {
    if (declaration.replaceAll("\\([^()]*\\)", "").contains(",")) {
      return List.of("one statement, one column: PostgreSQL takes any other change behind a comma");
    }
    if (declaration.contains("not null") && !declaration.contains("default ")) {
      return List.of("older programs leave the column out");
    }
    return Stream.of("unique", "primary key", "check", "generated")
        .filter(declaration::contains)
        .findFirst()
        .map(word -> List.of(word + " forbids what older programs do"))
        .orElseGet(() -> reference(declaration));
  }

  /** An older program deletes a row without the ones that it does not know of. */
  private List<String> reference(String declaration) {
    Matcher found = REFERENCE.matcher(declaration);
    while (found.find()) {
      String rest = found.group(2);
      if (!tables.contains(found.group(1))
          && !rest.contains("on delete cascade")
          && !rest.contains("on delete set null")) {
        return List.of("older programs could not delete from " + found.group(1));
      }
    }
    return List.of();
  }

  private static Optional<List<String>> noSamples(String statement) {
    return match(NO_SAMPLES, statement).map(_ -> List.of());
  }

  private Optional<List<String>> insert(String statement) {
    return match(INSERT, statement)
        .map(
            found ->
                tables.contains(found.group(1))
                    ? List.of()
                    : List.of("older programs may not know the rows"));
  }

  private Optional<List<String>> update(String statement) {
    return match(UPDATE, statement)
        .map(
            found ->
                tables.contains(found.group(1))
                        || columns.contains(found.group(1) + "." + found.group(2))
                    ? List.of()
                    : List.of("older programs may rely on what is there"));
  }

  private static Optional<Matcher> match(Pattern pattern, String statement) {
    return Optional.of(pattern.matcher(statement)).filter(Matcher::matches);
  }
}
