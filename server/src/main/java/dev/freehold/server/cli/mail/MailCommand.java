package dev.freehold.server.cli.mail;

import picocli.CommandLine.Command;

/** {@code freehold mail}: mail in and out of a server, and how mail programs find it. */
@Command(
    name = "mail",
    mixinStandardHelpOptions = true,
    description = {
      "Imports mail into a mailbox of a server or exports it, tells what a migration will do and"
          + " how far it is, and prints DNS records."
    },
    subcommands = {
      MailImportCommand.class,
      MailExportCommand.class,
      MailDryRunCommand.class,
      MailMigrationCommand.class,
      MailDnsCommand.class
    })
public final class MailCommand {}
