package dev.freehold.server.cli;

import picocli.CommandLine.Command;

/** {@code freehold mail}: mail in and out of a server. */
@Command(
    name = "mail",
    mixinStandardHelpOptions = true,
    description = "Imports mail into a mailbox of a server, or exports it.",
    subcommands = {MailImportCommand.class, MailExportCommand.class})
final class MailCommand {}
