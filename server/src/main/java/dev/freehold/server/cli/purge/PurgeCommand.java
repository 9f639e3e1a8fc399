package dev.freehold.server.cli.purge;

import picocli.CommandLine.Command;

/** {@code freehold purge}: the operators' approval of purges. */
@Command(
    name = "purge",
    mixinStandardHelpOptions = true,
    description = "Approves purges that tenants have authorised; two operators have to.",
    subcommands = {
      PurgeKeyCommand.class,
      PurgeKeyIdCommand.class,
      PurgeStatementCommand.class,
      PurgeApproveCommand.class,
      PurgeSubmitCommand.class
    })
public final class PurgeCommand {}
