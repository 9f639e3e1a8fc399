package dev.freehold.powershell.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.freehold.powershell.secret.Sensitive;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Every published command of the reference is of the language. The commands are read where the
 * reference is at hand; nothing of it is kept here.
 */
class CorpusTest {

  private static final Path REFERENCE =
      Path.of(System.getProperty("freehold.shared", "absent"), "reference/cmdlets.md");
  private static final int COMMANDS = 48;

  /** A number, the command in backticks, and what it must do. */
  private static final Pattern ENTRY = Pattern.compile("^(C\\d\\d) `(.+?)`(?= →| \\(| inside)");

  private static final Map<String, String> CORPUS = new TreeMap<>();

  @BeforeAll
  static void read() throws Exception {
    if (!Files.exists(REFERENCE)) {
      return;
    }
    for (String line : Files.readAllLines(REFERENCE)) {
      Matcher entry = ENTRY.matcher(line);
      if (entry.find()) {
        // Where the entry says that a line ends, one does.
        CORPUS.put(entry.group(1), entry.group(2).replace("<newline>", "\n"));
      }
    }
  }

  private static void assumeThere() {
    assumeTrue(!CORPUS.isEmpty(), "the reference is not at hand");
  }

  @Test
  @DisplayName("All of them are found")
  void complete() {
    assumeThere();
    assertThat(CORPUS).hasSize(COMMANDS);
  }

  @Test
  @DisplayName("Each one is read, as it is, with smart dashes, and on lines that go on")
  void parses() {
    assumeThere();
    CORPUS.forEach(
        (name, command) -> {
          assertReads(name, command);
          assertReads(name, command.replace(" -", " –"));
          assertReads(name, command.replace(" -", " `\n  -"));
          assertReads(name, "if ($true) {\n" + command + "\n}");
          assertReads(name, "function f { param($x) " + command + " }");
        });
  }

  @Test
  @DisplayName("None of them is taken for one with a secret")
  void harmless() {
    assumeThere();
    CORPUS.forEach(
        (name, command) -> assertThat(Sensitive.masked(command)).as(name).isEqualTo(command));
  }

  @Test
  @DisplayName("A command whose parameter was lost to a new line is refused as a whole")
  void lostContinuation() {
    assertThatCode(() -> Parser.parse(SourceText.typed("Get-Thing `\n-Name x\n-Other y")))
        .isInstanceOf(ParseException.class)
        .hasMessage("Missing expression after unary operator '-'.");
  }

  @Test
  @DisplayName("Placeholders of articles are refused")
  void placeholders() {
    assertThatCode(() -> Parser.parse(SourceText.typed("Get-Thing -Name <name>")))
        .isInstanceOf(ParseException.class)
        .hasMessage("The '<' operator is reserved for future use.");
  }

  private static void assertReads(String name, String command) {
    assertThatCode(() -> Parser.parse(SourceText.typed(command)))
        .as(name)
        .doesNotThrowAnyException();
  }
}
