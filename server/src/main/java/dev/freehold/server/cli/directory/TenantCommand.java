package dev.freehold.server.cli.directory;

import picocli.CommandLine.Command;

/** {@code freehold tenant}: the tenants of a server. */
@Command(
    name = "tenant",
    mixinStandardHelpOptions = true,
    description = "Makes tenants, as an operator.",
    subcommands = TenantCreateCommand.class)
public final class TenantCommand {}
