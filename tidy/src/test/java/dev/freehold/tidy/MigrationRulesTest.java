package dev.freehold.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs of two versions work on one database, see decision 0063. */
@DisplayName("A migration")
class MigrationRulesTest {

  private static final Path RELEASED = SourceTree.ROOT.resolve(".ci/released-migrations");

  private static final Pattern LATER =
      Pattern.compile(
          "[a-z]+/src/main/resources/db/(expansion|contraction)/[a-z]+/(common|sqlite|postgresql)"
              + "/V(20\\d{8})__([a-z0-9_]+)\\.sql");

  private static final Pattern NEEDS = Pattern.compile("needs_(20\\d{8})_[a-z0-9_]+");

  @Test
  @DisplayName("of a release is there and as it was; a new one is an expansion or a contraction")
  void released() {
    Map<String, String> expected =
        SourceTree.read(RELEASED)
            .lines()
            .map(line -> line.split(" +", 2))
            .collect(Collectors.toMap(line -> line[1], line -> line[0], (a, _) -> a, TreeMap::new));
    Map<String, String> found = new TreeMap<>();
    for (Path file : files()) {
      String name = SourceTree.name(file);
      if (name.contains("/db/migration/") || expected.containsKey(name)) {
        found.put(name, digest(file));
      }
    }
    assertThat(found)
        .as("db/migration is as the first release with nodes had it; CONTRIBUTING.md says more")
        .isEqualTo(expected);
  }

  @Test
  @DisplayName("after a release has a number of its own above the release's, and a known place")
  void numbers() {
    Set<String> released = released(file -> file.contains("/db/migration/") ? "" : number(file));
    Map<String, Set<String>> names = new TreeMap<>();
    for (String file : later()) {
      Matcher parts = LATER.matcher(file);
      assertThat(parts.matches()).as(file + " is named as CONTRIBUTING.md says").isTrue();
      names.computeIfAbsent(parts.group(3), _ -> new TreeSet<>()).add(parts.group(4));
      if (!released(name -> name).contains(file)) {
        assertThat(released).as(file).allMatch(number -> number.compareTo(parts.group(3)) < 0);
      }
    }
    assertThat(names).allSatisfy((_, sameNumber) -> assertThat(sameNumber).hasSize(1));
  }

  @Test
  @DisplayName("that contracts names an earlier change that programs have to know, or itself")
  void contractions() {
    Set<String> numbers =
        later().stream().map(MigrationRulesTest::number).collect(Collectors.toSet());
    for (String file : later()) {
      Matcher parts = LATER.matcher(file);
      if (parts.matches() && parts.group(1).equals("contraction")) {
        Matcher needs = NEEDS.matcher(parts.group(4));
        assertThat(needs.matches()).as(file + " says what it needs").isTrue();
        assertThat(numbers).as(file).contains(needs.group(1));
        assertThat(needs.group(1)).as(file).isLessThanOrEqualTo(parts.group(3));
      }
    }
  }

  @Test
  @DisplayName("that expands does nothing that a program before it would notice")
  void expansions() {
    List<String> faults = new ArrayList<>();
    for (String dialect : List.of("sqlite", "postgresql")) {
      ExpansionSql sql = new ExpansionSql();
      later().stream()
          .filter(file -> file.contains("/db/expansion/"))
          .filter(file -> file.contains("/common/") || file.contains("/" + dialect + "/"))
          .sorted(Comparator.comparing(MigrationRulesTest::number))
          .forEach(
              file ->
                  sql.faults(SourceTree.read(SourceTree.ROOT.resolve(file)))
                      .forEach(fault -> faults.add(file + ": " + fault)));
    }
    assertThat(faults).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE colours (name TEXT PRIMARY KEY, shade TEXT NOT NULL);"
            + " CREATE UNIQUE INDEX c ON colours (shade); INSERT INTO colours SELECT 'a', 'b';"
            + " ALTER TABLE colours ADD COLUMN x BIGINT REFERENCES colours (name)",
        "-- DROP TABLE notes;\nALTER TABLE notes ADD COLUMN colour TEXT",
        "ALTER TABLE notes ADD COLUMN a BIGINT NOT NULL DEFAULT 0; UPDATE notes SET a = b * 2",
        "ALTER TABLE notes ADD COLUMN price NUMERIC(10, 2) DEFAULT 0",
        "CREATE INDEX notes_by_age ON notes (age) WHERE age > 0",
        "ALTER TABLE notes ALTER COLUMN ink TYPE bytea, ALTER COLUMN ink SET STATISTICS 0",
        "CREATE TABLE c (id ${bytes} REFERENCES notes (id) ON DELETE CASCADE)"
      })
  @DisplayName("that only adds is an expansion")
  void adds(String sql) {
    assertThat(new ExpansionSql().faults(sql)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP TABLE notes",
        "DROP INDEX notes_by_age",
        "ALTER TABLE notes DROP COLUMN age",
        "ALTER TABLE notes RENAME TO papers",
        "ALTER TABLE notes RENAME COLUMN age TO years",
        "ALTER TABLE notes ALTER COLUMN age SET NOT NULL",
        "ALTER TABLE notes ALTER COLUMN age TYPE BIGINT",
        "ALTER TABLE notes ALTER COLUMN age TYPE bytea, ALTER COLUMN ink SET STATISTICS 0",
        "ALTER TABLE notes ADD CONSTRAINT old CHECK (age > 1)",
        "ALTER TABLE notes ADD COLUMN colour TEXT, DROP COLUMN age",
        "ALTER TABLE notes ADD COLUMN colour TEXT NOT NULL",
        "ALTER TABLE notes ADD COLUMN colour TEXT UNIQUE",
        "ALTER TABLE notes ADD COLUMN colour TEXT CHECK (colour <> 'red')",
        "ALTER TABLE notes ADD COLUMN paper ${bytes} REFERENCES papers (id)",
        "CREATE TABLE c (id ${bytes} REFERENCES notes (id))",
        "CREATE UNIQUE INDEX notes_by_age ON notes (age)",
        "CREATE TRIGGER t AFTER INSERT ON notes BEGIN SELECT 1; END",
        "UPDATE notes SET age = 1",
        "ALTER TABLE notes ADD COLUMN a BIGINT; UPDATE notes SET a = 1, age = 2",
        "INSERT INTO notes VALUES (1)",
        "DELETE FROM notes",
        "LOCK TABLE notes",
        "CREATE TABLE a (x TEXT); DROP TABLE notes"
      })
  @DisplayName("that does more is none")
  void breaks(String sql) {
    assertThat(new ExpansionSql().faults(sql)).isNotEmpty();
  }

  private static Set<String> released(UnaryOperator<String> part) {
    return SourceTree.read(RELEASED)
        .lines()
        .map(line -> part.apply(line.split(" +", 2)[1]))
        .collect(Collectors.toSet());
  }

  private static String number(String file) {
    return file.replaceFirst(".*/V(\\d+)__.*", "$1");
  }

  private static List<String> later() {
    return files().stream()
        .map(SourceTree::name)
        .filter(file -> !file.contains("/db/migration/"))
        .toList();
  }

  private static List<Path> files() {
    return SourceTree.textFiles().stream()
        .filter(file -> file.toString().endsWith(".sql"))
        .filter(file -> file.toString().contains("/src/main/resources/db/"))
        .toList();
  }

  private static String digest(Path file) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
