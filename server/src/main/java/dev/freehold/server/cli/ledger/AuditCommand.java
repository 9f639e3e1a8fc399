package dev.freehold.server.cli.ledger;

import picocli.CommandLine.Command;

/** {@code freehold audit}: exports a tenant's audit records. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = "Exports a tenant's audit records from a server.",
    subcommands = {AuditExportCommand.class})
public final class AuditCommand {}
