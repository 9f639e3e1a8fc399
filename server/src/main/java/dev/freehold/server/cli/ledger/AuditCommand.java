package dev.freehold.server.cli.ledger;

import picocli.CommandLine.Command;

/** {@code freehold audit}: a tenant's audit records. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = "Takes a tenant's audit records out of a server.",
    subcommands = {AuditExportCommand.class})
public final class AuditCommand {}
