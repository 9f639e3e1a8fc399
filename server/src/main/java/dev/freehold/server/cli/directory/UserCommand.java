package dev.freehold.server.cli.directory;

import picocli.CommandLine.Command;

/** {@code freehold user}: the people of a tenant. */
@Command(
    name = "user",
    mixinStandardHelpOptions = true,
    description = "Makes people, and changes their passwords.",
    subcommands = {UserCreateCommand.class, UserPasswordCommand.class})
public final class UserCommand {}
