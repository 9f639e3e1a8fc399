package dev.freehold.powershell.terminal;

import dev.freehold.powershell.complete.LiveValues;
import dev.freehold.powershell.run.Session;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.view.Views;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * What a shell is started with.
 *
 * @param program the name of the program that the shell belongs to, in lower case, e.g. {@code
 *     acme}: it names the shell to the terminal, and {@code ACME_HOME} and {@code ~/.acme} are
 *     where the shell keeps its files
 * @param environment what {@code $env:} reads, and where HOME, NO_COLOR, TERM and the program's own
 *     home are
 * @param folder the current folder at the start
 * @param cmdlets those beyond the language's own, for the session that is being put together
 * @param live what servers know for completion
 * @param views how objects are shown, those of the cmdlets too
 * @param clock what Get-Date reads
 */
public record ShellSetup(
    String program,
    Map<String, String> environment,
    Path folder,
    Function<Session, List<CmdletInfo>> cmdlets,
    LiveValues live,
    Views views,
    InstantSource clock) {

  /** Copies what could change. */
  public ShellSetup {
    environment = Map.copyOf(environment);
  }

  /** The folder of the shell's own files. */
  Path home() {
    String own = environment.getOrDefault(program.toUpperCase(Locale.ROOT) + "_HOME", "");
    return own.isEmpty()
        ? Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), "." + program)
        : Path.of(own);
  }

  /** Tells whether output to a terminal may have colours. */
  boolean wantsColour() {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "dumb").equals("dumb");
  }
}
