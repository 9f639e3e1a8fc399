package dev.freehold.server.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.server.testing.KeptPage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lines that administrators find in articles, references and public scripts: each runs on a real
 * server, or is refused with a reason that helps. A page of the documents says which.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishedLinesTest {

  private static final List<PublishedLine> LINES = PublishedLine.read("published-lines.txt");

  private final Map<PublishedLine, LineOutcome> outcomes = new LinkedHashMap<>();
  private ShellWorld world;
  private GreenMail source;

  @BeforeAll
  void run(@TempDir Path folder) throws IOException {
    source = new GreenMail(new ServerSetup(0, "127.0.0.1", "imap").dynamicPort());
    source.start();
    int port = source.getImap().getPort();
    world = ShellWorld.start(folder, Map.of("migration.inside-servers", "127.0.0.1:" + port));
    assertThat(world.script("world.ps1", List.of())).isEmpty();
    assertThat(world.script("published-lines.ps1", List.of())).isEmpty();
    for (PublishedLine line : LINES) {
      if (line.text().contains("MoveRequest")) {
        awaitMoves();
      }
      // The published server is ours for the test, on a port of the system's choice.
      String text =
          line.text()
              .replace(
                  "imap.contoso.com -Port 993 -Security Ssl",
                  "127.0.0.1 -Port %d -Security None".formatted(port));
      outcomes.put(line, LineOutcome.of(world, text));
    }
  }

  /** What is told of moves must not depend on how quick this machine is. */
  private void awaitMoves() {
    String open = "@(Get-MoveRequest | Where-Object { $_.Status -ne 'Completed' }).Count";
    Eventually.holds(
        "no move goes on", Duration.ofMinutes(1), () -> world.run(open).strip().equals("0"));
  }

  @AfterAll
  void stop() {
    if (world != null) {
      world.close();
    }
    source.stop();
  }

  static Stream<PublishedLine> lines() {
    return LINES.stream();
  }

  @ParameterizedTest
  @MethodSource("lines")
  @DisplayName("Runs, or says what to do instead")
  void helps(PublishedLine line) {
    LineOutcome outcome = outcomes.get(line);
    for (String error : outcome.errors()) {
      assertThat(error)
          .doesNotContain(
              "is not recognized",
              "A parameter cannot be found",
              "fault of the shell",
              "gave no reason",
              "Cannot index into a null",
              "You cannot call a method on a null");
    }
  }

  @Test
  @DisplayName("The documents say which run, and why others are refused")
  void page() throws IOException {
    KeptPage.assertKept(
        "published-lines.md", PublishedLinesPage.of(outcomes), PublishedLinesTest.class);
  }

  @Test
  @DisplayName("There are at least sixty, and most of them run")
  void enough() {
    assertThat(LINES).hasSizeGreaterThanOrEqualTo(60);
    assertThat(outcomes.values().stream().filter(outcome -> outcome.errors().isEmpty()).count())
        .isGreaterThanOrEqualTo(LINES.size() * 4L / 5);
  }
}
