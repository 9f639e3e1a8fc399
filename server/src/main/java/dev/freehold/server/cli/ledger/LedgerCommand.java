package dev.freehold.server.cli.ledger;

import picocli.CommandLine.Command;

/** {@code freehold ledger}: copies a tenant's log and verifies copies. */
@Command(
    name = "ledger",
    mixinStandardHelpOptions = true,
    description = "Copies the log of a tenant, and verifies such a copy without a server.",
    subcommands = {LedgerKeyCommand.class, LedgerExportCommand.class, LedgerVerifyCommand.class})
public final class LedgerCommand {}
