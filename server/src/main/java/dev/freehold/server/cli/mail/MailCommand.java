package dev.freehold.server.cli.mail;

import picocli.CommandLine.Command;

/** {@code freehold mail}: mail in and out of a server, and how mail programs find it. */
@Command(
    name = "mail",
    mixinStandardHelpOptions = true,
    description = "Imports mail into a mailbox of a server or exports it, and prints DNS records.",
    subcommands = {MailImportCommand.class, MailExportCommand.class, MailDnsCommand.class})
public final class MailCommand {}
