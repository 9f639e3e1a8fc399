package dev.freehold.server.cli.ledger;

import picocli.CommandLine.Command;

/** {@code freehold receipt}: verifies receipts of purges. */
@Command(
    name = "receipt",
    mixinStandardHelpOptions = true,
    description = "Verifies the receipt of a purge without a server.",
    subcommands = ReceiptVerifyCommand.class)
public final class ReceiptCommand {}
