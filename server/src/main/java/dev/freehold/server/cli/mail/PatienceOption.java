package dev.freehold.server.cli.mail;

import dev.freehold.mail.transfer.TransferPatience;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How long a transfer waits for its server. */
final class PatienceOption {

  private static final int MOST_MINUTES = 24 * 60;

  @Option(
      names = "--wait",
      paramLabel = "MINUTES",
      defaultValue = "10",
      description =
          "How long to wait while the server does not answer or takes nothing (default: 10).")
  private int minutes;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  TransferPatience patience() {
    if (minutes < 0 || minutes > MOST_MINUTES) {
      throw new ParameterException(spec.commandLine(), "--wait is 0 to " + MOST_MINUTES);
    }
    return TransferPatience.of(Duration.ofMinutes(minutes));
  }
}
