package dev.freehold.server.cli.ledger;

import dev.freehold.ledger.publish.LogKind;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.audit.AuditFormat;
import dev.freehold.server.cli.options.CallerOptions;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.AuditDownload;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code freehold audit export}. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Writes audit records into a new file, one JSON object a line.",
      "At the end it prints where the next export continues: pass that as --after."
    })
final class AuditExportCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The file to make; it must not exist.")
  private Path target;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "jsonl",
      description = "jsonl, the fields of the audit log, or ocsf, OCSF events (default: jsonl).")
  private AuditFormat format;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      defaultValue = "",
      description = "Records from this moment on, such as 2026-03-01 or 2026-03-01T08:30:00Z.")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      defaultValue = "",
      description = "Records before this moment.")
  private String to;

  @Option(
      names = "--after",
      paramLabel = "SEQUENCE",
      defaultValue = "0",
      description = "Records after this sequence number (default: all).")
  private long after;

  @Option(
      names = "--vaults",
      description = {
        "Export the records of the key vaults that run in the server's process: each "
            + "use of a key and each act at a vault. Without this option, export those of the "
            + "service, or all of vaults that run alone.",
        "Service and vaults number their records separately."
      })
  private boolean isOfVaults;

  @Mixin private CallerOptions caller;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    caller.call(this::export);
    return ExitCode.OK;
  }

  private void export(ApiClient client) throws IOException {
    LogKind log = isOfVaults ? LogKind.VAULTS : LogKind.SERVICE;
    try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
      long last = whole(new AuditDownload(client, log, format, from, to), out);
      spec.commandLine().getOut().println("exported up to " + last);
      spec.commandLine().getOut().flush();
    } catch (FileAlreadyExistsException exists) {
      throw new ServerException(
          ServerError.CONNECTION_INVALID, target + " exists; name a file that does not", exists);
    }
  }

  /** A part left behind would look like a log with fewer records. */
  private long whole(AuditDownload download, OutputStream out) throws IOException {
    try {
      return download.run(after, out);
    } catch (IOException | RuntimeException failed) {
      Files.deleteIfExists(target);
      throw failed;
    }
  }
}
