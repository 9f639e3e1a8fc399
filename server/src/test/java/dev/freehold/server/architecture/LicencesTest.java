package dev.freehold.server.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page of licences")
class LicencesTest {

  private static final Pattern RESOLVED =
      Pattern.compile("^ +([\\w.-]+:[\\w.-]+):jar", Pattern.MULTILINE);
  private static final Pattern LISTED =
      Pattern.compile("^\\| `([\\w.-]+:[\\w.-]+)` \\| .*\\w", Pattern.MULTILINE);

  @Test
  @DisplayName("has all libraries that the program runs with, and no others")
  void isComplete() throws IOException {
    String resolved = System.getProperty("freehold.run-time");
    assumeTrue(resolved != null, "only Maven knows the libraries: mvn -pl server -am test");
    Path page = Path.of(System.getProperty("freehold.root"), "docs", "licences.md");

    assertThat(found(LISTED, page))
        .as("libraries in docs/licences.md, beside those that are resolved")
        .containsExactlyInAnyOrderElementsOf(found(RESOLVED, Path.of(resolved)));
  }

  private static List<String> found(Pattern pattern, Path file) throws IOException {
    return pattern
        .matcher(Files.readString(file))
        .results()
        .map((MatchResult match) -> match.group(1))
        .distinct()
        .toList();
  }
}
