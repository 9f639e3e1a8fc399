package dev.freehold.server.cli;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.master.FileMasterKey;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.cli.options.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code freehold master-key}. */
@Command(
    name = "master-key",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a new service master key to replace the present one.",
      "Put it into the data folder of every node as service-master.key; "
          + "freehold.previous-master-keys must name the old file. A server that had a "
          + "master key never makes a new one."
    })
final class MasterKeyCommand implements Callable<Integer> {

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The file to make, with mode 0600.")
  private Path out;

  @Override
  public Integer call() {
    if (Files.exists(out)) {
      throw new ServerException(
          ServerError.INPUT_INVALID, out + " exists; name a file that does not");
    }
    FileMasterKey.openOrCreate(out, CryptoSuite.select(CryptoSuite.Choice.JDK)).close();
    return ExitCode.OK;
  }
}
