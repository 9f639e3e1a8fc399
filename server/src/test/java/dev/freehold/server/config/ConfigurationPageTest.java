package dev.freehold.server.config;

import static java.util.stream.Collectors.joining;

import dev.freehold.server.testing.KeptPage;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page of the configuration")
class ConfigurationPageTest {

  private static final String HEAD =
      """
      # Configuration

      Every key with its meaning, what is expected, and its default. A test makes this page
      from the code (`ConfigurationPageTest`). `freehold config explain` prints the same
      with your values, and where each came from.

      You set a key in a YAML file (`--config FILE`) or by its environment variable; the
      variable wins. A secret can also be read from a file: add `_FILE` to the name of its
      variable.

      """;

  @Test
  @DisplayName("names every key, and is kept")
  void kept() throws IOException {
    Map<String, List<Setting<?>>> sections =
        Settings.ALL.stream()
            .collect(
                Collectors.groupingBy(
                    ConfigurationPageTest::section, LinkedHashMap::new, Collectors.toList()));
    String now =
        sections.entrySet().stream()
            .map(section -> table(section.getKey(), section.getValue()))
            .collect(joining("\n", HEAD, ""));
    KeptPage.assertKept("configuration.md", now, ConfigurationPageTest.class);
  }

  /** The first two words of a key; keys of one word after {@code freehold} stand together. */
  private static String section(Setting<?> setting) {
    String[] words = setting.key().split("\\.", -1);
    return words.length > 2 ? words[0] + "." + words[1] : words[0];
  }

  private static String table(String section, List<Setting<?>> settings) {
    return settings.stream()
        .map(ConfigurationPageTest::row)
        .collect(
            joining(
                "\n",
                "## "
                    + section
                    + "\n\n| key | meaning | expected | default | environment | used by |\n"
                    + "|---|---|---|---|---|---|\n",
                "\n"));
  }

  private static String row(Setting<?> setting) {
    return "| `%s` | %s | %s | %s | `%s`%s | %s |"
        .formatted(
            setting.key(),
            cell(setting.meaning()),
            cell(bounds(setting)),
            setting.defaultText().isEmpty() ? "none" : "`" + cell(setting.defaultText()) + "`",
            setting.environmentName(),
            setting.isSecret() ? " (secret)" : "",
            setting.commands().stream().sorted().map(Command::word).collect(joining(", ")));
  }

  /** Without how large the heap of this process is. */
  private static String bounds(Setting<?> setting) {
    return setting.kind().bounds().replaceAll("of the heap \\(\\d+ here\\)", "of the heap");
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replaceAll("\\s+", " ").strip();
  }
}
