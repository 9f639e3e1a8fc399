package dev.freehold.server.cli.purge;

import picocli.CommandLine.Command;

/** {@code freehold purge}: each step of a purge, for the person whose turn it is. */
@Command(
    name = "purge",
    mixinStandardHelpOptions = true,
    description = {
      "Destroys everything under a policy, step by step, each by another person.",
      "The tenant asks, agrees and signs; two operators approve. Each answer names the next step."
    },
    subcommands = {
      ApproverCommand.class,
      PurgeRequestCommand.class,
      PurgeListCommand.class,
      PurgeShowCommand.class,
      PurgeConsentCommand.class,
      PurgeDocumentCommand.class,
      PurgeSignCommand.class,
      PurgeBringCommand.class,
      PurgeSignHereCommand.class,
      PurgeReceiptCommand.class,
      PurgeInboxCommand.class,
      PurgeKeyCommand.class,
      PurgeKeyIdCommand.class,
      PurgeStatementCommand.class,
      PurgeApproveCommand.class,
      PurgeSubmitCommand.class,
      PurgeResumeCommand.class,
      PurgeBackupsCommand.class
    })
public final class PurgeCommand {}
