package dev.freehold.server.cli;

import dev.freehold.content.ContentException;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.roots.AzureRootVaults;
import dev.freehold.custody.roots.RootVaults;
import dev.freehold.server.ServerException;
import dev.freehold.server.cli.options.BackupOptions;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.cli.options.PurgedOptions;
import dev.freehold.server.cli.options.VaultOptions;
import dev.freehold.server.config.LogFormat;
import dev.freehold.server.config.LogLevel;
import dev.freehold.server.log.LogSetup;
import dev.freehold.server.restore.Backup;
import dev.freehold.server.restore.Purged;
import dev.freehold.server.restore.RestoreCheck;
import dev.freehold.server.restore.RestoreJson;
import dev.freehold.server.restore.RestoreReport;
import dev.freehold.server.restore.RestoreSummary;
import dev.freehold.server.restore.RestoreText;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freehold restore-check}: what of a backup could still be opened, and by what. */
@Command(
    name = "restore-check",
    mixinStandardHelpOptions = true,
    description = {
      "Reports for each tenant, policy, mailbox and site of a backup whether it could "
          + "still be opened, and with which key, and proves it by opening an object.",
      "Needs no server and changes nothing in the backup."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing that is known to have been purged could be opened",
      "2:the command line is not understood, or names something that is not there",
      "3:something that was purged could be opened, or a vault that was not asked might open it",
      "4:a part of the backup cannot be read",
      "70:a fault of the program itself"
    })
final class RestoreCheckCommand implements Callable<Integer> {

  @Mixin private BackupOptions backupOptions;
  @Mixin private PurgedOptions purgedOptions;

  @ArgGroup(exclusive = false, heading = "To ask the vaults too:%n")
  private AskedVaults asked;

  @Option(names = "--json", description = "Prints JSON, not a table.")
  private boolean json;

  @Spec private CommandSpec spec;

  /** Vaults are asked on request only: each question is a use of a key in their logs. */
  private static final class AskedVaults {

    // Picocli asks for it with the group's other options; that it was given is all it says.
    @SuppressWarnings("UnusedVariable")
    @Option(
        names = "--ask-vaults",
        required = true,
        description = "Asks the root keys' vaults whether they still unwrap for this token.")
    private boolean ask;

    @ArgGroup(exclusive = false, multiplicity = "1")
    private VaultOptions vaults;
  }

  @Override
  public Integer call() throws IOException {
    LogSetup.apply(LogLevel.ERROR, LogFormat.TEXT);
    Backup backup = backupOptions.backup(spec.commandLine());
    Purged purged = purgedOptions.read(spec.commandLine());
    try {
      return check(backup, purged);
    } catch (ServerException | ContentException failed) {
      // Elsewhere some of these end with 3, which has another meaning here.
      CommandFailures.report(failed, spec.commandLine().getErr());
      return ExitCode.UNAVAILABLE;
    }
  }

  private int check(Backup backup, Purged purged) throws IOException {
    if (asked == null) {
      return check(backup, purged, Optional.empty());
    }
    try (AzureRootVaults vaults = asked.vaults.connect()) {
      return check(backup, purged, Optional.of(vaults));
    }
  }

  private int check(Backup backup, Purged purged, Optional<RootVaults> vaults) {
    PrintWriter out = spec.commandLine().getOut();
    CryptoSuite suite = CryptoSuite.select(CryptoSuite.Choice.AUTO);
    try (RestoreCheck check = new RestoreCheck(backup, purged, vaults, suite)) {
      RestoreReport report = json ? new RestoreJson(out) : new RestoreText(out);
      RestoreSummary summary = check.run(report);
      return summary.isClean() ? ExitCode.OK : ExitCode.PURGED_OPENABLE;
    }
  }
}
