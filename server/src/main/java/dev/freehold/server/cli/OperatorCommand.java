package dev.freehold.server.cli;

import picocli.CommandLine.Command;

/** {@code freehold operator}: who operates a server. */
@Command(
    name = "operator",
    mixinStandardHelpOptions = true,
    description = "Makes credentials of operators, and signs operators in to the console.",
    subcommands = {OperatorKeyCommand.class, OperatorSignInCommand.class})
final class OperatorCommand {}
