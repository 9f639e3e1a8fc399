package dev.freehold.tidy;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What code and documents refer to is there. */
class CitationsTest {

  private static final Path DECISIONS = SourceTree.ROOT.resolve("docs/decisions");

  private static final Pattern LINK = Pattern.compile("\\[[^\\]\n]*]\\(([^)\\s]+)\\)");
  private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$|`[^`\n]*`");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");
  private static final Pattern PAGE = Pattern.compile("\\bdocs/[a-z0-9/-]*[a-z0-9]+\\.md\\b");
  private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern NAME =
      Pattern.compile("`([A-Z][a-z0-9]+[A-Z][A-Za-z0-9]*)(?:[.#](\\w+))?(?:\\(\\))?`");
  private static final Pattern TYPE =
      Pattern.compile("\\b(?:class|interface|record|enum) ([A-Z]\\w+)");

  /** A text that is a word: an operation of the ledger, a code of S3, a member of a record. */
  private static final Pattern WORD = Pattern.compile("\"([A-Z][A-Za-z0-9]+)\"");

  /** Types of libraries, requests of S3, and operations of vaults with the ending of a dry run. */
  private static final Set<String> FOREIGN =
      Set.of(
          "ConstructorMapper",
          "ForwardingBlobStore",
          "GetBucketLocation",
          "IllegalStateException",
          "KeyDeleteDryRun",
          "KeyPurgeDryRun",
          "KeyUpdateDryRun",
          "OutOfMemoryError",
          "RowMapper",
          "RowView",
          "S3Proxy",
          "S3ProxyHandler");

  /** A row of the index of decisions; without a group if a cell is missing. */
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| \\[.*]\\((.*)\\) \\| [^|]+ \\| [^|]*\\|$|^\\| \\[.*$");

  private static final Pattern DECISION = Pattern.compile("\\b[Dd]ecision (0[0-9]{3})\\b");

  @Test
  @DisplayName("Every link of a document leads to a file, and to a heading of it")
  void linksLeadSomewhere() {
    assertThat(missing(documents(), LINK, CitationsTest::isThere)).isEmpty();
  }

  @Test
  @DisplayName("Every page that a source names is there")
  void pagesAreThere() {
    assertThat(
            missing(
                SourceTree.javaFiles(),
                PAGE,
                (file, page) -> Files.exists(SourceTree.ROOT.resolve(page))))
        .isEmpty();
  }

  @Test
  @DisplayName("Every decision that a source names was taken")
  void decisionsAreThere() {
    List<String> taken =
        documents().stream()
            .filter(file -> file.startsWith(DECISIONS))
            .map(file -> file.getFileName().toString())
            .toList();
    assertThat(
            missing(
                SourceTree.javaFiles(),
                DECISION,
                (file, number) -> taken.stream().anyMatch(name -> name.startsWith(number))))
        .isEmpty();
  }

  @Test
  @DisplayName("Every type, test method and word of the wire that a document names is in a source")
  void namesAreThere() {
    Map<String, String> sources = sourcesByType();
    Set<String> words =
        sources.values().stream()
            .flatMap(source -> WORD.matcher(source).results())
            .map(word -> word.group(1))
            .collect(toSet());
    List<String> missing = new ArrayList<>();
    for (Path document : documents()) {
      Matcher named = NAME.matcher(FENCE.matcher(SourceTree.read(document)).replaceAll(""));
      while (named.find()) {
        String type = named.group(1);
        String member = named.group(2);
        String source = sources.get(type);
        boolean isThere =
            source == null
                ? FOREIGN.contains(type) || (member == null && words.contains(type))
                : member == null || source.matches("(?s).*\\b%s\\b.*".formatted(member));
        if (!isThere) {
          missing.add(SourceTree.name(document) + ": " + named.group());
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  /** What the files say that have a type, by its name; tests of several modules can share one. */
  private static Map<String, String> sourcesByType() {
    Map<String, String> sources = new HashMap<>();
    for (Path file : SourceTree.javaFiles()) {
      String source = SourceTree.read(file);
      TYPE.matcher(source)
          .results()
          .map(type -> type.group(1))
          .distinct()
          .forEach(type -> sources.merge(type, source, String::concat));
    }
    return sources;
  }

  @Test
  @DisplayName("The index of documents lists every one")
  void indexIsWhole() {
    String index = SourceTree.read(SourceTree.ROOT.resolve("docs/README.md"));
    for (Path file : documents()) {
      String name = file.getFileName().toString();
      if (!name.equals("README.md")
          && file.startsWith(SourceTree.ROOT.resolve("docs"))
          && !file.startsWith(DECISIONS)
          && !file.getParent().endsWith("formats")) {
        assertThat(index).contains("(" + SourceTree.ROOT.resolve("docs").relativize(file) + ")");
      }
    }
  }

  @Test
  @DisplayName("The index of decisions has a whole row for each of them, in order")
  void decisionsAreListed() {
    List<String> taken =
        documents().stream()
            .filter(file -> file.startsWith(DECISIONS))
            .map(file -> file.getFileName().toString())
            .filter(name -> !name.equals("README.md"))
            .sorted()
            .toList();
    assertThat(
            ROW.matcher(SourceTree.read(DECISIONS.resolve("README.md")))
                .results()
                .map(row -> row.group(1) == null ? row.group() : row.group(1))
                .toList())
        .isEqualTo(taken);
  }

  private static List<Path> documents() {
    return SourceTree.textFiles().stream().filter(file -> file.toString().endsWith(".md")).toList();
  }

  private static List<String> missing(
      List<Path> files, Pattern citation, BiPredicate<Path, String> isThere) {
    List<String> missing = new ArrayList<>();
    for (Path file : files) {
      String text = SourceTree.read(file);
      Matcher cited = citation.matcher(file.toString().endsWith(".md") ? withoutCode(text) : text);
      while (cited.find()) {
        String what = cited.group(cited.groupCount());
        if (!isThere.test(file, what)) {
          missing.add(SourceTree.name(file) + ": " + what);
        }
      }
    }
    return missing;
  }

  private static String withoutCode(String text) {
    return CODE.matcher(text).replaceAll("");
  }

  private static boolean isThere(Path from, String link) {
    if (link.matches("[a-z]+:.*")) {
      return true;
    }
    int hash = link.indexOf('#');
    String path = hash < 0 ? link : link.substring(0, hash);
    Path file = path.isEmpty() ? from : from.getParent().resolve(path).normalize();
    return Files.exists(file)
        && (hash < 0 || anchors(SourceTree.read(file)).contains(link.substring(hash + 1)));
  }

  /** The names under which a heading can be linked to, as forges make them. */
  private static List<String> anchors(String document) {
    return HEADING
        .matcher(document)
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(
            heading ->
                heading
                    .chars()
                    .filter(c -> Character.isLetterOrDigit(c) || c == ' ' || c == '-' || c == '_')
                    .mapToObj(c -> c == ' ' ? "-" : Character.toString(c))
                    .collect(joining()))
        .toList();
  }
}
