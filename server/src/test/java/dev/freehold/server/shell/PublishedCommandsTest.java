package dev.freehold.server.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Commands as they were published, on a real server with real vaults. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PublishedCommandsTest {

  private ShellWorld world;

  abstract Optional<Map<String, String>> commands();

  abstract String expectations();

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    assumeTrue(commands().isPresent(), "the published texts are not on this machine");
    world = ShellWorld.start(folder);
    assertThat(world.script("world.ps1", List.of())).isEmpty();
    world.run("$location = (Get-AzLocation)[0].Location");
  }

  @AfterAll
  void stop() {
    if (world != null) {
      world.close();
    }
  }

  @TestFactory
  @DisplayName("Shows what it has to")
  Stream<DynamicTest> shows() {
    PublishedRun run = new PublishedRun(world);
    Map<String, String> published = commands().orElseThrow();
    return Expectation.read(expectations()).stream()
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.command(), () -> run.check(one, published.get(one.command()))));
  }

  @Test
  @DisplayName("None of the published commands is left out")
  void all() {
    assertThat(
            new TreeSet<>(
                Expectation.read(expectations()).stream().map(Expectation::command).toList()))
        .isEqualTo(new TreeSet<>(commands().orElseThrow().keySet()));
  }
}
