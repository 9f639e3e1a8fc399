package dev.freehold.shell.terminal;

import dev.freehold.shell.complete.LiveValues;
import dev.freehold.shell.run.Session;
import dev.freehold.shell.run.binding.CmdletInfo;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a shell is started with.
 *
 * @param environment what {@code $env:} reads, and where HOME, FREEHOLD_HOME, NO_COLOR and TERM are
 * @param folder the current folder at the start
 * @param cmdlets those beyond the language's own, for the session that is being put together
 * @param live what servers know for completion
 * @param clock what Get-Date reads
 */
public record ShellSetup(
    Map<String, String> environment,
    Path folder,
    Function<Session, List<CmdletInfo>> cmdlets,
    LiveValues live,
    InstantSource clock) {

  /** Copies what could change. */
  public ShellSetup {
    environment = Map.copyOf(environment);
  }

  /** The folder of the shell's own files: FREEHOLD_HOME, else .freehold in the user's home. */
  Path home() {
    String own = environment.getOrDefault("FREEHOLD_HOME", "");
    return own.isEmpty()
        ? Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".freehold")
        : Path.of(own);
  }

  /** Tells whether output to a terminal may have colours. */
  boolean wantsColour() {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "dumb").equals("dumb");
  }
}
