package dev.freehold.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The lists of tests that a build leaves out")
class LeftOutTestsTest {

  private static final String IN_ANY_PACKAGE = "**/";
  private static final String SLOW = "slow-tests";
  private static final String LONG = "long-tests";

  @ParameterizedTest
  @ValueSource(strings = {SLOW, LONG})
  @DisplayName("name only classes that are there")
  void namesOnlyClassesThatAreThere(String list) {
    Set<String> there =
        SourceTree.javaFiles().stream()
            .map(Path::getFileName)
            .map(Path::toString)
            .collect(Collectors.toSet());

    assertThat(listed(list)).isNotEmpty().allMatch(line -> line.startsWith(IN_ANY_PACKAGE));
    assertThat(listed(list).stream().map(line -> line.substring(IN_ANY_PACKAGE.length())))
        .as("rename it in .ci/%s too, or take its line out", list)
        .isSubsetOf(there);
  }

  @Test
  @DisplayName("are such that the quick build leaves out what the full one does")
  void quickLeavesOutMore() {
    assertThat(listed(SLOW)).as("run .ci/slow").containsAll(listed(LONG));
  }

  private static List<String> listed(String list) {
    return SourceTree.read(SourceTree.ROOT.resolve(".ci").resolve(list))
        .lines()
        .filter(line -> !line.startsWith("#"))
        .toList();
  }
}
