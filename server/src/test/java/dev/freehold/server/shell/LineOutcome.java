package dev.freehold.server.shell;

import java.util.List;

/**
 * What a published line comes to.
 *
 * @param errors their texts, in their order
 * @param warnings their texts, in their order
 * @param shown all that was shown
 */
record LineOutcome(List<String> errors, List<String> warnings, String shown) {

  private static final String MARK = "----- errors";

  /** Runs a line. */
  static LineOutcome of(ShellWorld world, String text) {
    world.run("$Error.Clear()");
    String shown = world.run(world.here(text));
    String errors =
        world.run(
            "'%s'; $Error[($Error.Count)..0] | ForEach-Object { \"$_\" -replace '\\r?\\n', ' ' }"
                .formatted(MARK));
    return new LineOutcome(
        errors
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.equals(MARK))
            .toList(),
        shown
            .lines()
            .filter(line -> line.startsWith("WARNING: "))
            .map(line -> line.substring(9))
            .toList(),
        shown);
  }
}
