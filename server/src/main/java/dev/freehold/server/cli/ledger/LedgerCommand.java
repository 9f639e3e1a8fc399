package dev.freehold.server.cli.ledger;

import picocli.CommandLine.Command;

/** {@code freehold ledger}: a tenant's log outside of the server. */
@Command(
    name = "ledger",
    mixinStandardHelpOptions = true,
    description = "Copies the log of a tenant, and verifies such a copy without a server.",
    subcommands = {LedgerExportCommand.class, LedgerVerifyCommand.class})
public final class LedgerCommand {}
