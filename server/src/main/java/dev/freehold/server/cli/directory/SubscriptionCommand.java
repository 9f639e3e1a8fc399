package dev.freehold.server.cli.directory;

import picocli.CommandLine.Command;

/** {@code freehold subscription}: whose vaults are whose. */
@Command(
    name = "subscription",
    mixinStandardHelpOptions = true,
    description = "Makes subscriptions, which hold vaults.",
    subcommands = SubscriptionCreateCommand.class)
public final class SubscriptionCommand {}
