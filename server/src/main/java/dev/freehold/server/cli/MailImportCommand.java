package dev.freehold.server.cli;

import dev.freehold.mail.MailLimits;
import dev.freehold.mail.source.ImportSource;
import dev.freehold.mail.transfer.ImportOptions;
import dev.freehold.mail.transfer.MailImport;
import dev.freehold.mail.transfer.TransferSummary;
import dev.freehold.server.cli.options.ConnectionOptions;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.client.RemoteMailbox;
import dev.freehold.web.http.RequestUri;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code freehold mail import}. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Imports an mbox file, a Maildir, or a folder of .eml or .msg files.",
      "Importing again stores only what is missing."
    })
final class MailImportCommand implements Callable<Integer> {

  @Parameters(paramLabel = "PATH", description = "What to import.")
  private Path path;

  @Mixin private ConnectionOptions connection;

  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      defaultValue = "INBOX",
      description = "The mailbox folder that takes the source's root (default: INBOX).")
  private String folder;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "8",
      description = "How many messages are sent at once (default: 8).")
  private int concurrency;

  @Option(
      names = "--migrate",
      description = "Makes a mailbox of a mail user first, under the policy assigned to them.")
  private boolean migrates;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (concurrency < 1 || concurrency > MailLimits.MAX_CONCURRENT_APPENDS) {
      throw new ParameterException(
          spec.commandLine(), "--concurrency is 1 to " + MailLimits.MAX_CONCURRENT_APPENDS);
    }
    ImportSource source = ImportSource.detect(path);
    Connection to = connection.connection();
    PrintWriter err = spec.commandLine().getErr();
    TransferSummary summary;
    try (ApiClient client = new ApiClient(to, Clock.systemUTC());
        ProgressReport progress = ProgressReport.toStandardError(err)) {
      reach(client, "/api/v1/mailboxes/" + RequestUri.encode(to.mailbox()));
      ImportOptions options = new ImportOptions(folder, concurrency, progress);
      summary = new MailImport(new RemoteMailbox(client, to.mailbox()), options).run(source);
    }
    return TransferReport.print("imported", summary, spec.commandLine().getOut(), err);
  }

  /** Says before anything is read that there is no such recipient; makes the mailbox if asked. */
  private void reach(ApiClient client, String mailbox) throws IOException {
    String kind = client.get(mailbox).path("recipientKind").asText();
    if (migrates && kind.equals("mailUser")) {
      client.post(mailbox + "/migrate", Map.of());
    }
  }
}
