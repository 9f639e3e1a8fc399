package dev.freehold.server.cli.mail;

import dev.freehold.mail.domains.AcceptedDomains;
import dev.freehold.server.cli.options.ConfigurationOptions;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.features.autoconfig.MailRecords;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code freehold mail dns}. */
@Command(
    name = "dns",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the DNS records by which mail programs find this server, as lines of a zone file.",
      "It reads the configuration only, and looks at no data."
    })
final class MailDnsCommand implements Callable<Integer> {

  @Mixin private ConfigurationOptions configuration;

  @Parameters(
      arity = "1..*",
      paramLabel = "DOMAIN",
      description = "A domain whose mail this server accepts, such as contoso.example.")
  private List<String> domains;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ServerSettings settings = ServerSettings.from(configuration.load());
    List<String> records = new ArrayList<>();
    for (String domain : domains) {
      String name =
          AcceptedDomains.normalise(domain)
              .orElseThrow(
                  () ->
                      new ParameterException(
                          spec.commandLine(), "'%s' is no domain".formatted(domain)));
      records.addAll(MailRecords.of(settings.mailPrograms(), settings.network().apiName(), name));
    }
    PrintWriter out = spec.commandLine().getOut();
    records.forEach(out::println);
    out.flush();
    return ExitCode.OK;
  }
}
