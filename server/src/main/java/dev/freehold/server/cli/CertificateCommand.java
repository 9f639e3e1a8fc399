package dev.freehold.server.cli;

import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.certificates.CertificateInspection;
import dev.freehold.server.cli.options.ConfigurationOptions;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.stores.DataFolder;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freehold certificate}: about what the listeners show. */
@Command(
    name = "certificate",
    mixinStandardHelpOptions = true,
    description = "Checks the certificates of the listeners, and renews the local authority.",
    subcommands = {CertificateCommand.Check.class, CertificateCommand.AuthorityCommand.class})
final class CertificateCommand {

  /** {@code freehold certificate check}. */
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = {
        "Reads the configured certificates and reports for each listener whether its "
            + "clients accept it: names, dates, key, chain, file permissions.",
        "Ends with 1 if clients would refuse one of them."
      })
  static final class Check implements Callable<Integer> {

    @Mixin private ConfigurationOptions configuration;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      CertificateInspection inspection = inspection(ServerSettings.from(configuration.load()));
      List<CertificateInspection.Finding> findings = inspection.findings();
      PrintWriter out = spec.commandLine().getOut();
      for (CertificateInspection.Finding finding : findings) {
        out.println(finding.listener());
        finding.facts().forEach(fact -> out.println("  " + fact));
        finding.warnings().forEach(warning -> out.println("  WARNING " + warning));
        finding.faults().forEach(fault -> out.println("  WRONG " + fault));
      }
      out.flush();
      return findings.stream().allMatch(finding -> finding.faults().isEmpty())
          ? ExitCode.OK
          : ExitCode.INCOMPLETE;
    }
  }

  /** {@code freehold certificate authority}. */
  @Command(
      name = "authority",
      mixinStandardHelpOptions = true,
      description = "Manages the local certificate authority.",
      subcommands = Renew.class)
  static final class AuthorityCommand {}

  /** {@code freehold certificate authority renew}. */
  @Command(
      name = "renew",
      mixinStandardHelpOptions = true,
      description = {
        "Makes a second local authority beside the first and puts both into ca.pem.",
        "Servers switch to it after 90 days; give clients the new ca.pem before then.",
        "A running server takes it up within 10 s."
      })
  static final class Renew implements Callable<Integer> {

    @Mixin private ConfigurationOptions configuration;

    @Option(
        names = "--switch",
        description = "Switch to it at once. Clients without the new ca.pem fail from then on.")
    private boolean goesOver;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      ServerSettings settings = ServerSettings.from(configuration.load());
      Optional<Instant> switchesAt =
          inspection(settings)
              .renew(goesOver)
              .orElseThrow(
                  () ->
                      new ServerException(
                          ServerError.INPUT_INVALID,
                          settings.dataFolder()
                              + " has no local authority; the first start makes one"));
      spec.commandLine()
          .getOut()
          .println(
              switchesAt
                  .map(
                      "both authorities are in ca.pem; servers go over to the new one at %s"
                          ::formatted)
                  .orElse("servers go over to the new authority now; give clients ca.pem"));
      spec.commandLine().getOut().flush();
      return ExitCode.OK;
    }
  }

  private static CertificateInspection inspection(ServerSettings settings) {
    return new CertificateInspection(
        settings,
        DataFolder.authorityOf(settings.dataFolder()),
        Files.exists(DataFolder.administratorOf(settings.dataFolder())),
        Clock.systemUTC());
  }
}
