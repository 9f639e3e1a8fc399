package dev.freehold.server.cli.ledger;

import dev.freehold.ledger.copy.CopyWriter;
import dev.freehold.ledger.note.Checkpoint;
import dev.freehold.ledger.publish.LogKind;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.cli.options.CallerOptions;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.RemoteLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freehold ledger export}. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Copies the tenant's log into a new folder: entries, tree, checkpoint, keys, "
          + "and personal data that is not erased.",
      "Protect the folder as you protect personal data."
    })
final class LedgerExportCommand implements Callable<Integer> {

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DIR",
      description = "The folder to make; it must not exist.")
  private Path target;

  @Option(
      names = "--present",
      description =
          "Copy up to the present head, cosigned or not. Without this option, copy up to "
              + "the newest head that witnesses have cosigned.")
  private boolean isPresent;

  @Option(
      names = "--vaults",
      description =
          "Copy the tenant's log of the key vaults that run in the server's process. "
              + "Without this option, copy the service's log, or that of vaults that run alone.")
  private boolean isOfVaults;

  @Mixin private CallerOptions caller;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new ServerException(
          ServerError.CONNECTION_INVALID, target + " exists; name a folder that does not");
    }
    caller.call(this::copy);
    return ExitCode.OK;
  }

  private void copy(ApiClient client) throws IOException {
    LogKind log = isOfVaults ? LogKind.VAULTS : LogKind.SERVICE;
    PrintWriter out = spec.commandLine().getOut();
    Checkpoint copied =
        new CopyWriter(new RemoteLog(client, log, isPresent), entries -> {}).write(target);
    out.println("copied %d entries of %s to %s".formatted(copied.size(), copied.origin(), target));
    out.println("freehold ledger verify checks them, without the server");
    out.flush();
  }
}
