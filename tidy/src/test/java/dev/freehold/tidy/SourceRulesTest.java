package dev.freehold.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules that a reader would otherwise have to check by eye. */
class SourceRulesTest {

  private static final int MAX_LINE_CHARS = 100;
  private static final int MAX_FILE_LINES = 400;
  private static final int MAX_MEDIAN_FILE_LINES = 120;
  private static final int MAX_PACKAGE_FILES = 30;
  private static final String PACKAGE_INFO = "package-info.java";

  /** How a package-info begins to say why its package is larger. */
  private static final Pattern REASON =
      Pattern.compile("more[\\s*]+than[\\s*]+30[\\s*]+files[\\s*]+because");

  /** Split so that this file does not find itself. */
  private static final Pattern UNFINISHED =
      Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");

  private static final Pattern SWITCHED_OFF_TEST =
      Pattern.compile("@Dis" + "abled\\b|assumeTrue\\(fal" + "se|assertTrue\\(tr" + "ue\\)");

  private static final Pattern MACHINE_PATH =
      Pattern.compile("(^|[^A-Za-z0-9_.])/(wo" + "rk|fa" + "rm)/");

  private static final Pattern REGISTRY_HOST =
      Pattern.compile("repo[0-9]*\\.mav" + "en|registry\\.np" + "mjs|deb\\.deb" + "ian");

  private static final Pattern SLEEP = Pattern.compile("\\bThread\\.sl" + "eep\\(");

  @Test
  @DisplayName("No line of Java is longer than 100 characters, strings and links aside")
  void linesAreShort() {
    assertThat(
            linesOf(
                SourceTree.javaFiles(),
                line ->
                    line.length() > MAX_LINE_CHARS
                        && !line.contains("http")
                        && !line.startsWith("import ")
                        && !line.contains("\"")))
        .isEmpty();
  }

  @Test
  @DisplayName("No main file is longer than 400 lines, and half of them are short")
  void filesAreSmall() {
    List<Path> mainFiles = mainFiles().toList();
    assertThat(mainFiles.stream().filter(file -> lines(file) > MAX_FILE_LINES).toList()).isEmpty();
    List<Integer> sizes = mainFiles.stream().map(SourceRulesTest::lines).sorted().toList();
    assertThat(sizes.get(sizes.size() / 2)).isLessThanOrEqualTo(MAX_MEDIAN_FILE_LINES);
  }

  @Test
  @DisplayName("Nothing is left unfinished and no test is switched off")
  void nothingIsUnfinished() {
    assertThat(linesOf(SourceTree.javaFiles(), contains(UNFINISHED))).isEmpty();
    assertThat(linesOf(SourceTree.javaFiles(), contains(SWITCHED_OFF_TEST))).isEmpty();
  }

  @Test
  @DisplayName("No committed file names a path of a machine or the host of a package registry")
  void nothingNamesAMachine() {
    assertThat(linesOf(SourceTree.textFiles(), contains(MACHINE_PATH))).isEmpty();
    assertThat(linesOf(SourceTree.textFiles(), contains(REGISTRY_HOST))).isEmpty();
  }

  @Test
  @DisplayName("Nothing that a compiler made lies among the sources")
  void nothingIsCompiled() {
    assertThat(SourceTree.compiledFiles()).isEmpty();
  }

  @Test
  @DisplayName("No test sleeps for luck; it waits on a condition with a deadline")
  void testsDoNotSleep() {
    List<Path> tests =
        SourceTree.javaFiles().stream()
            .filter(file -> file.toString().contains("/src/test/"))
            .toList();
    assertThat(linesOf(tests, contains(SLEEP).and(line -> !line.contains("poll")))).isEmpty();
  }

  @Test
  @DisplayName("Every package of main code says what it is for")
  void packagesAreDocumented() {
    List<String> undocumented =
        mainFiles()
            .map(Path::getParent)
            .distinct()
            .filter(folder -> !folder.resolve(PACKAGE_INFO).toFile().exists())
            .map(SourceTree::name)
            .toList();
    assertThat(undocumented).isEmpty();
  }

  @Test
  @DisplayName("A package of more than 30 files says why it has so many")
  void largePackagesHaveReasons() {
    Map<Path, Long> sizes =
        mainFiles().collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
    List<String> withoutReason =
        sizes.entrySet().stream()
            .filter(size -> size.getValue() > MAX_PACKAGE_FILES)
            .map(Map.Entry::getKey)
            .filter(folder -> !REASON.matcher(SourceTree.read(folder.resolve(PACKAGE_INFO))).find())
            .map(SourceTree::name)
            .toList();
    assertThat(withoutReason).isEmpty();
  }

  @Test
  @DisplayName("No two types of main code have one name")
  void namesAreUnique() {
    Map<String, List<String>> places =
        mainFiles()
            .filter(file -> !file.endsWith(PACKAGE_INFO))
            .collect(
                Collectors.groupingBy(
                    file -> file.getFileName().toString(),
                    Collectors.mapping(SourceTree::name, Collectors.toList())));
    assertThat(places.values()).allSatisfy(files -> assertThat(files).hasSize(1));
  }

  private static Stream<Path> mainFiles() {
    return SourceTree.javaFiles().stream()
        .filter(file -> file.toString().contains("/src/main/java/"));
  }

  private static Predicate<String> contains(Pattern pattern) {
    return line -> pattern.matcher(line).find();
  }

  private static int lines(Path file) {
    return (int) SourceTree.read(file).lines().count();
  }

  private static List<String> linesOf(List<Path> files, Predicate<String> offends) {
    List<String> found = new ArrayList<>();
    for (Path file : files) {
      int number = 0;
      for (String line : SourceTree.read(file).split("\n", -1)) {
        number++;
        if (offends.test(line)) {
          found.add(SourceTree.name(file) + ":" + number);
        }
      }
    }
    return found;
  }
}
