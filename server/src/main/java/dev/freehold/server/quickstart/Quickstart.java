package dev.freehold.server.quickstart;

import dev.freehold.mail.source.ImportSource;
import dev.freehold.server.certificates.AuthorityFile;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.run.FreeholdServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The whole quickstart: starts a server, sets up a tenant, runs the checks, and reports. */
public final class Quickstart {

  private static final String CONNECTION_FILE = "alice.json";

  private final Options options;
  private final Map<String, String> environment;
  private final Clock clock;
  private final Report report;

  /**
   * The options of the command.
   *
   * @param mail the mail to import, or else sample mail
   * @param data the data folder, or else a temporary one
   * @param keep whether the server keeps running after the checks
   */
  public record Options(Optional<Path> mail, Optional<Path> data, boolean keep) {}

  /** Keeps the server running; returns when it is to stop. */
  @FunctionalInterface
  public interface Keeper {
    /** Waits. */
    void keep() throws InterruptedException;
  }

  /** A quickstart that prints to {@code out}. */
  public Quickstart(
      Options options,
      Map<String, String> environment,
      Clock clock,
      PrintWriter out,
      boolean inColour) {
    this.options = options;
    this.environment = Map.copyOf(environment);
    this.clock = clock;
    this.report = new Report(out, inColour);
  }

  /**
   * Runs it.
   *
   * @return whether every line held
   */
  public boolean run(Keeper keeper) throws IOException, InterruptedException {
    long startNanos = System.nanoTime();
    if (options.mail().isPresent()) {
      ImportSource.detect(options.mail().get()); // a wrong path fails before anything is made
    }
    try (QuickstartFolder folder =
        options.data().isPresent()
            ? QuickstartFolder.named(options.data().get(), clock)
            : QuickstartFolder.temporary()) {
      report.say("Freehold quickstart");
      folder.movedAside().ifPresent(aside -> report.fact("previous run", "moved to " + aside));
      report.fact("data folder", folder.root() + (folder.isTemporary() ? " (temporary)" : ""));
      ServerSettings settings =
          QuickstartSettings.of(folder, environment, options.keep() || options.data().isPresent());
      try (FreeholdServer server = FreeholdServer.start(settings, clock);
          TenantSetup tenant = TenantSetup.run(server, clock)) {
        server.report().forEach(report::fact);
        MailPlace place =
            new MailPlace(
                settings.imap().name(),
                settings.imap().port(),
                settings.delivery().port(),
                server.clientTls());
        check(folder.root(), settings, tenant, place);
        report.say(
            String.format(
                Locale.ROOT,
                "%n%s (%.1f s)",
                report.everythingHolds() ? "Everything holds." : "Not everything holds.",
                (System.nanoTime() - startNanos) / 1e9));
        if (options.keep()) {
          keep(folder.root(), server.authorityFile().orElseThrow(), tenant, place, keeper);
        }
      }
    }
    return report.everythingHolds();
  }

  private void check(Path dataFolder, ServerSettings settings, TenantSetup tenant, MailPlace place)
      throws IOException, InterruptedException {
    Path workspace = Files.createTempDirectory("freehold-quickstart-mail-");
    try (MailProgram program = MailProgram.signIn(place, TenantSetup.MAILBOX, tenant.password())) {
      Path mail = workspace.resolve("sample");
      if (options.mail().isEmpty()) {
        Files.createDirectory(mail);
        SampleMail.writeTo(mail);
      }
      ImportSource source = ImportSource.detect(options.mail().orElse(mail));
      long messages = new MailChecks(report, tenant).run(source, workspace.resolve("out"));
      new DeliveryChecks(report, place).run(program);
      new SiteChecks(report, tenant).run();
      new DiskCheck(report).run(source, messages, dataFolder);
      new RevocationChecks(report, tenant, settings.keys().lease()).run(program, place);
    } finally {
      QuickstartFolder.remove(workspace);
    }
  }

  private void keep(
      Path dataFolder, AuthorityFile authority, TenantSetup tenant, MailPlace place, Keeper keeper)
      throws IOException {
    Path connection = dataFolder.resolve(CONNECTION_FILE);
    tenant.administrator().write(connection);
    report.say(
        """

        The server goes on running until Ctrl-C. Try, in another terminal:

          ./freehold mail export --connection %1$s out
          ./freehold mail import --connection %1$s PATH
          curl --cacert %2$s %3$s/readyz

        The web console, for people with a user name, is at

          %3$s/console

        The first time that a shell connects, compare this fingerprint of its authority:

          SHA-256 %4$s
        """
            .formatted(
                connection, authority.path(), tenant.administrator().server(), authority.sha256()));
    report.say(
        """
        Put this into a mail program to read Alice's mail:

          server name            %1$s
          port                   %2$d (IMAP with TLS)
          user name              %3$s
          password               %4$s
          certificate authority  %5$s

        Deliver a message to her, and list her newest one:

          swaks --protocol LMTP --server %1$s:%6$d --tls --to %3$s --body hello
          curl --cacert %5$s -u %3$s:%4$s 'imaps://%1$s:%2$d/INBOX;MAILINDEX=*'

        Later, './freehold serve --data %7$s' starts the server again, without IMAP and LMTP
        unless you name their ports.\
        """
            .formatted(
                place.name(),
                place.imapPort(),
                TenantSetup.MAILBOX,
                tenant.password(),
                authority.path(),
                place.lmtpPort(),
                dataFolder));
    try {
      keeper.keep();
    } catch (InterruptedException end) {
      report.say("Stopping.");
    }
  }
}
