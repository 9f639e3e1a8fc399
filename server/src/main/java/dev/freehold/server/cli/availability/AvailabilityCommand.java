package dev.freehold.server.cli.availability;

import dev.freehold.server.cli.options.ConfigurationOptions;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.config.LogFormat;
import dev.freehold.server.config.LogLevel;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.log.LogSetup;
import dev.freehold.server.stores.AvailabilityMover;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code freehold availability}: about the availability database. */
@Command(
    name = "availability",
    mixinStandardHelpOptions = true,
    description = "Moves the availability database.",
    subcommands = AvailabilityCommand.Move.class)
public final class AvailabilityCommand {

  /** {@code freehold availability move}. */
  @Command(
      name = "move",
      mixinStandardHelpOptions = true,
      description = {
        "Moves availability.db of the data folder into the empty PostgreSQL database of "
            + "freehold.availability.url, and destroys the file.",
        "The server must not run. If the command is killed, run it again."
      })
  static final class Move implements Callable<Integer> {

    @Mixin private ConfigurationOptions options;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      LogSetup.apply(LogLevel.ERROR, LogFormat.TEXT);
      AvailabilityMover.Moved moved =
          AvailabilityMover.run(
              ServerSettings.from(
                  options.load().requireFor(dev.freehold.server.config.Command.SERVE)));
      PrintWriter out = spec.commandLine().getOut();
      out.println(
          "the availability database is %s; %d rows were moved"
              .formatted(moved.place(), moved.rows()));
      out.println(
          moved.isDestroyed()
              ? "availability.db is destroyed; destroy its backups too, once there is one of the"
                  + " new database"
              : "there was no availability.db left to destroy");
      out.flush();
      return ExitCode.OK;
    }
  }
}
