package dev.freehold.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The list of tests that the quick build leaves out. */
class SlowTestsTest {

  private static final String IN_ANY_PACKAGE = "**/";

  @Test
  void namesOnlyClassesThatAreThere() {
    Set<String> there =
        SourceTree.javaFiles().stream()
            .map(Path::getFileName)
            .map(Path::toString)
            .collect(Collectors.toSet());
    List<String> listed =
        SourceTree.read(SourceTree.ROOT.resolve(".ci").resolve("slow-tests"))
            .lines()
            .filter(line -> !line.startsWith("#"))
            .toList();

    assertThat(listed).isNotEmpty().allMatch(line -> line.startsWith(IN_ANY_PACKAGE));
    assertThat(listed.stream().map(line -> line.substring(IN_ANY_PACKAGE.length())))
        .as("rename it in .ci/slow-tests too, or take its line out")
        .isSubsetOf(there);
  }
}
