package dev.freehold.server.cli;

import picocli.CommandLine.Command;

/** {@code freehold operator}: who operates a server. */
@Command(
    name = "operator",
    mixinStandardHelpOptions = true,
    description = "Makes credentials of operators, whom the server's configuration names.",
    subcommands = OperatorKeyCommand.class)
final class OperatorCommand {}
