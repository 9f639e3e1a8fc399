package dev.freehold.console.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The texts of the console")
class TextsTest {

  private static final Path MAIN = Path.of(System.getProperty("freehold.root"), "console/src/main");
  private static final Pattern USE = Pattern.compile("text\\(\\s*\"([a-z0-9.-]+)\"[,)]");

  private final ConsoleTexts texts = ConsoleTexts.load();

  @Test
  @DisplayName("have every key that a template names")
  void complete() throws IOException {
    Set<String> missing = new TreeSet<>();
    try (Stream<Path> files = Files.walk(MAIN.resolve("jte"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Matcher use = USE.matcher(Files.readString(file));
        while (use.find()) {
          if (texts.find(use.group(1)).isEmpty()) {
            missing.add(file.getFileName() + ": " + use.group(1));
          }
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  @DisplayName("have no key that nothing uses")
  void used() throws IOException {
    StringBuilder sources = new StringBuilder();
    try (Stream<Path> files = Files.walk(MAIN)) {
      for (Path file :
          files
              .filter(f -> f.toString().endsWith(".java") || f.toString().endsWith(".jte"))
              .toList()) {
        sources.append(Files.readString(file));
      }
    }
    String all = sources.toString();
    assertThat(texts.keys().stream().filter(key -> !isUsed(key, all)).toList()).isEmpty();
  }

  /** Words of states, titles of pages and the like have the ends of their keys from elsewhere. */
  private static boolean isUsed(String key, String sources) {
    return sources.contains("\"" + key + "\"")
        || key.startsWith("word.")
        || key.startsWith("page.")
        || key.startsWith("refused.")
        || key.startsWith("menu.")
        || (key.startsWith("done.") && sources.contains("\"" + key.substring(5) + "\""))
        || sources.contains("\"" + key.replaceFirst("[0-9]+$", "") + "\" +")
        || sources.contains("\"" + key.replaceFirst("[^.]+$", "") + "\" +")
        || isOfPage(key, sources);
  }

  /** A page that is shown once has texts for what it shows. */
  private static boolean isOfPage(String key, String sources) {
    int dot = key.indexOf('.');
    return sources.contains("\"" + key.substring(0, dot) + "\"")
        && sources.contains(" + \"" + key.substring(dot) + "\"");
  }

  @Test
  @DisplayName("put values into their places and leave apostrophes alone")
  void values() {
    assertThat(texts.of("job.progress", 1, 4, 25)).isEqualTo("1 of 4, 25 %");
    assertThat(texts.of("policies.caption", 1)).isEqualTo("1 policy");
    assertThat(texts.of("policies.caption", 1_200)).isEqualTo("1,200 policies");
    assertThat(texts.word("policy", "active")).isEqualTo("Active");
    assertThat(texts.word("policy", "somethingElse")).isEqualTo("somethingElse");
  }
}
