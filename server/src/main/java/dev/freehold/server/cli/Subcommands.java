package dev.freehold.server.cli;

import dev.freehold.server.cli.availability.AvailabilityCommand;
import dev.freehold.server.cli.directory.AccessKeyCommand;
import dev.freehold.server.cli.directory.ApplicationCommand;
import dev.freehold.server.cli.directory.SubscriptionCommand;
import dev.freehold.server.cli.directory.TenantCommand;
import dev.freehold.server.cli.directory.UserCommand;
import dev.freehold.server.cli.ledger.AuditCommand;
import dev.freehold.server.cli.ledger.LedgerCommand;
import dev.freehold.server.cli.ledger.ReceiptCommand;
import dev.freehold.server.cli.mail.MailCommand;
import dev.freehold.server.cli.node.NodeCommand;
import dev.freehold.server.cli.purge.PurgeCommand;
import dev.freehold.server.cli.shell.RunCommand;
import dev.freehold.server.cli.shell.ShellCommand;
import dev.freehold.server.cli.status.StatusCommand;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;

/**
 * The commands by name, in the order in which help lists them. Reading the annotations of a command
 * takes longer than many commands run, so a program that is told which one to run reads no other.
 */
final class Subcommands {

  private static final List<Map.Entry<String, Class<?>>> ALL =
      List.of(
          Map.entry("serve", ServeCommand.class),
          Map.entry("vault", VaultCommand.class),
          Map.entry("quickstart", QuickstartCommand.class),
          Map.entry("shell", ShellCommand.class),
          Map.entry("run", RunCommand.class),
          Map.entry("tenant", TenantCommand.class),
          Map.entry("user", UserCommand.class),
          Map.entry("application", ApplicationCommand.class),
          Map.entry("subscription", SubscriptionCommand.class),
          Map.entry("access-key", AccessKeyCommand.class),
          Map.entry("mail", MailCommand.class),
          Map.entry("audit", AuditCommand.class),
          Map.entry("ledger", LedgerCommand.class),
          Map.entry("receipt", ReceiptCommand.class),
          Map.entry("witness", WitnessCommand.class),
          Map.entry("rescue", RescueCommand.class),
          Map.entry("restore-check", RestoreCheckCommand.class),
          Map.entry("operator", OperatorCommand.class),
          Map.entry("node", NodeCommand.class),
          Map.entry("master-key", MasterKeyCommand.class),
          Map.entry("availability", AvailabilityCommand.class),
          Map.entry("purge", PurgeCommand.class),
          Map.entry("certificate", CertificateCommand.class),
          Map.entry("status", StatusCommand.class),
          Map.entry("scrub", ScrubCommand.class),
          Map.entry("coverage", CoverageCommand.class),
          Map.entry("config", ConfigCommand.class),
          Map.entry("completion", CompletionCommand.class));

  private Subcommands() {}

  /** Adds the command that the first argument names; every one if it names none. */
  static void addTo(CommandLine program, String... arguments) {
    String first = arguments.length == 0 ? "" : arguments[0];
    List<Map.Entry<String, Class<?>>> named =
        ALL.stream().filter(command -> command.getKey().equals(first)).toList();
    if (named.isEmpty()) {
      ALL.forEach(command -> program.addSubcommand(made(command.getValue())));
      program.addSubcommand(HelpCommand.class);
    } else {
      named.forEach(command -> program.addSubcommand(made(command.getValue())));
    }
  }

  private static CommandLine made(Class<?> command) {
    CommandLine made = new CommandLine(command);
    // What follows a script's name belongs to the script.
    return command == RunCommand.class ? made.setStopAtPositional(true) : made;
  }
}
