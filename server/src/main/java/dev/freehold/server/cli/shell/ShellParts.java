package dev.freehold.server.cli.shell;

import dev.freehold.powershell.terminal.ShellSetup;
import dev.freehold.shell.ServerCmdlets;
import dev.freehold.shell.remote.HttpsServers;
import dev.freehold.shell.view.CmdletViews;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;

/** What the shell of this program has beyond the language's own. */
final class ShellParts {

  private ShellParts() {}

  static ShellSetup setup(Map<String, String> environment) {
    HttpsServers servers =
        new HttpsServers(environment, Path.of(System.getProperty("user.home")), Clock.systemUTC());
    ServerCmdlets cmdlets = new ServerCmdlets(servers, InstantSource.system());
    return new ShellSetup(
        "freehold",
        environment,
        Path.of("").toAbsolutePath(),
        cmdlets::of,
        cmdlets.names(),
        CmdletViews.all(),
        InstantSource.system());
  }
}
