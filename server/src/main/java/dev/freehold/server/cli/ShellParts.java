package dev.freehold.server.cli;

import dev.freehold.shell.complete.LiveValues;
import dev.freehold.shell.run.binding.CmdletInfo;
import dev.freehold.shell.terminal.ShellSetup;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The cmdlets that the shell of this program has beyond the language's own. */
final class ShellParts {

  private ShellParts() {}

  static ShellSetup setup(Map<String, String> environment) {
    return new ShellSetup(
        environment,
        Path.of("").toAbsolutePath(),
        cmdlets(),
        LiveValues.none(),
        InstantSource.system());
  }

  private static List<CmdletInfo> cmdlets() {
    return List.of();
  }
}
