package dev.freehold.server.cli.ledger;

import picocli.CommandLine.Command;

/** {@code freehold ledger}: copies a tenant's log and verifies copies. */
@Command(
    name = "ledger",
    mixinStandardHelpOptions = true,
    description = "Copies the log of a tenant, and verifies copies and proofs without a server.",
    subcommands = {
      LedgerKeyCommand.class,
      LedgerExportCommand.class,
      LedgerVerifyCommand.class,
      LedgerVerifyProofCommand.class
    })
public final class LedgerCommand {}
