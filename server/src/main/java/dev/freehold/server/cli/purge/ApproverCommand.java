package dev.freehold.server.cli.purge;

import picocli.CommandLine.Command;

/** {@code freehold purge approver}. */
@Command(
    name = "approver",
    mixinStandardHelpOptions = true,
    description = "Shows and registers the person who signs the documents of purges.",
    subcommands = {ApproverShowCommand.class, ApproverSetCommand.class, ApproverKeyCommand.class})
final class ApproverCommand {}
