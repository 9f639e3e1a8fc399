package dev.freehold.server.cli.mail;

import dev.freehold.mail.transfer.ExportFormat;
import dev.freehold.mail.transfer.ExportOptions;
import dev.freehold.mail.transfer.MailExport;
import dev.freehold.mail.transfer.TransferSummary;
import dev.freehold.server.cli.options.ConnectionOptions;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.client.RemoteMailbox;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code freehold mail export}. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Exports a mailbox into a new folder, byte for byte, with flags and dates.")
final class MailExportCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FOLDER", description = "The folder to make; it must not exist.")
  private Path target;

  @Mixin private ConnectionOptions connection;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "eml",
      description = "eml, maildir or mbox (default: eml).")
  private ExportFormat format;

  @Mixin private PatienceOption patience;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Connection from = connection.connection();
    try (ApiClient client = new ApiClient(from, Clock.systemUTC())) {
      return export(new RemoteMailbox(client, from.mailbox()));
    }
  }

  private int export(RemoteMailbox mailbox) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    ProgressReport progress = ProgressReport.toStandardError(err);
    MailExport export =
        new MailExport(mailbox, new ExportOptions(format, patience.patience(), progress));
    try (Interruption _ = Interruption.calling(export::stop)) {
      TransferSummary summary;
      try (progress) {
        summary = export.run(target);
      }
      return TransferReport.ofExport().print(summary, spec.commandLine().getOut(), err);
    }
  }
}
