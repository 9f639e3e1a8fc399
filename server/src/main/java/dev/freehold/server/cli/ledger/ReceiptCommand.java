package dev.freehold.server.cli.ledger;

import picocli.CommandLine.Command;

/** {@code freehold receipt}: verifies and prints receipts of purges. */
@Command(
    name = "receipt",
    mixinStandardHelpOptions = true,
    description = "Verifies and prints the receipt of a purge without a server.",
    subcommands = {ReceiptVerifyCommand.class, ReceiptPrintCommand.class})
public final class ReceiptCommand {}
