package dev.freehold.server.cli.node;

import picocli.CommandLine.Command;

/** {@code freehold node}. */
@Command(
    name = "node",
    mixinStandardHelpOptions = true,
    description = "Lets machines serve together on one database, and strikes off one that is gone.",
    subcommands = {
      NodeJoinCommand.class,
      NodeInviteCommand.class,
      NodeListCommand.class,
      NodeRemoveCommand.class
    })
public final class NodeCommand {}
