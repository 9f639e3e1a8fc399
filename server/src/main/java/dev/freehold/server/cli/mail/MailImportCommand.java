package dev.freehold.server.cli.mail;

import dev.freehold.mail.MailLimits;
import dev.freehold.mail.source.ImportSource;
import dev.freehold.mail.source.UserPattern;
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
import java.util.Optional;
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
      "Imports an export of freehold, mbox files, Maildirs, profiles of Thunderbird or messages.",
      "Importing again stores only what is missing."
    })
final class MailImportCommand implements Callable<Integer> {

  @Parameters(paramLabel = "PATH", description = "What to import.")
  private Path path;

  @Mixin private ConnectionOptions connection;

  @Option(
      names = "--users",
      description = {
        "PATH is a pattern for the mail of many users, such as",
        "  /var/vmail/%%d/%%n/Maildir",
        "where %%n is what stands before the @ of an address, %%d the domain, %%u all of it."
      })
  private boolean users;

  @Option(
      names = "--domain",
      paramLabel = "DOMAIN",
      description = "With --users: the domain, if PATH does not say it.")
  private String domain;

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

  @Mixin private PatienceOption patience;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (concurrency < 1 || concurrency > MailLimits.MAX_CONCURRENT_APPENDS) {
      throw new ParameterException(
          spec.commandLine(), "--concurrency is 1 to " + MailLimits.MAX_CONCURRENT_APPENDS);
    }
    if (users) {
      return importUsers();
    }
    if (domain != null) {
      throw new ParameterException(spec.commandLine(), "--domain needs --users");
    }
    ImportSource source = ImportSource.detect(path);
    Connection to = connection.connection();
    PrintWriter err = spec.commandLine().getErr();
    ImportRun run = new ImportRun(err);
    try (ApiClient client = new ApiClient(to, Clock.systemUTC());
        Interruption _ = Interruption.calling(run::stop)) {
      TransferSummary summary = transfer(run, client, to.mailbox(), source);
      return TransferReport.ofImport().print(summary, spec.commandLine().getOut(), err);
    }
  }

  private int importUsers() throws IOException {
    Map<String, Path> found = new UserPattern(path, Optional.ofNullable(domain)).users();
    Connection to = connection.connectionOfAnyMailbox();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    ImportRun run = new ImportRun(err);
    try (ApiClient client = new ApiClient(to, Clock.systemUTC());
        Interruption _ = Interruption.calling(run::stop)) {
      return new UsersImport((address, source) -> transfer(run, client, address, source), out, err)
          .run(found);
    }
  }

  private TransferSummary transfer(
      ImportRun run, ApiClient client, String address, ImportSource source) throws IOException {
    reach(client, "/api/v1/mailboxes/" + RequestUri.encode(address));
    return run.of(
        source,
        progress ->
            new MailImport(
                new RemoteMailbox(client, address),
                new ImportOptions(folder, concurrency, patience.patience(), progress)));
  }

  /** Says before anything is read that there is no such recipient; makes the mailbox if asked. */
  private void reach(ApiClient client, String mailbox) throws IOException {
    String kind = client.get(mailbox).path("recipientKind").asText();
    if (migrates && kind.equals("mailUser")) {
      client.post(mailbox + "/migrate", Map.of());
    }
  }
}
