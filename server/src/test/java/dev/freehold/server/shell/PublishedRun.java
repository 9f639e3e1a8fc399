package dev.freehold.server.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Runs published commands in turn and compares what they show. */
final class PublishedRun {

  private final ShellWorld world;

  PublishedRun(ShellWorld world) {
    this.world = world;
  }

  /** Runs one; {@code published} is its text. */
  void check(Expectation expected, String published) {
    expected.before().forEach(this::prepare);
    world.answer(expected.answers());
    StringBuilder shown = new StringBuilder(world.run(world.here(expected.filled(published))));
    expected.after().forEach(line -> shown.append(world.run(line)));
    compare(expected, shown.toString());
  }

  /** What prepares a command has to work; its objects are not shown, so only errors would be. */
  private void prepare(String line) {
    assertThat(world.run(line)).as(line).doesNotContain(": ");
  }

  private static void compare(Expectation expected, String shown) {
    List<String> lines = shown.lines().filter(line -> !line.isBlank()).toList();
    List<String> patterns = expected.shows();
    boolean open = !patterns.isEmpty() && patterns.getLast().equals(Expectation.ANYTHING);
    List<String> wanted = open ? patterns.subList(0, patterns.size() - 1) : patterns;
    for (int i = 0; i < wanted.size(); i++) {
      assertThat(i < lines.size() ? lines.get(i) : "(nothing)")
          .as("line %d of %s, which shows:%n%s", i + 1, expected.command(), shown)
          .matches(wanted.get(i));
    }
    assertThat(lines.size())
        .as("lines of %s, which shows:%n%s", expected.command(), shown)
        .isEqualTo(open ? Math.max(wanted.size(), lines.size()) : wanted.size());
  }
}
