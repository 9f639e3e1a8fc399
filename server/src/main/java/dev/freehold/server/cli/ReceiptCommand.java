package dev.freehold.server.cli;

import picocli.CommandLine.Command;

/** {@code freehold receipt}: receipts of purges. */
@Command(
    name = "receipt",
    mixinStandardHelpOptions = true,
    description = "Verifies the receipt of a purge without any server.",
    subcommands = ReceiptVerifyCommand.class)
final class ReceiptCommand {}
