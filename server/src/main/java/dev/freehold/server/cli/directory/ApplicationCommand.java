package dev.freehold.server.cli.directory;

import picocli.CommandLine.Command;

/** {@code freehold application}: programs that call the server. */
@Command(
    name = "application",
    mixinStandardHelpOptions = true,
    description = "Makes applications, and gives them new secrets.",
    subcommands = {ApplicationCreateCommand.class, ApplicationRenewCommand.class})
public final class ApplicationCommand {}
