package dev.freehold.shell.exchange;

import dev.freehold.shell.run.binding.CmdletInfo;
import dev.freehold.shell.run.binding.Parameter;
import dev.freehold.shell.view.ViewTypes;

/** Get-MailboxStatistics. */
final class StatisticsCmdlet {

  private final Exchange exchange;

  StatisticsCmdlet(Exchange exchange) {
    this.exchange = exchange;
  }

  CmdletInfo info() {
    return Exchange.cmdlet(
            "Get-MailboxStatistics",
            "Tells how large mailboxes are and whether they are encrypted.")
        .with(
            Identities.parameter().mandatory(),
            Parameter.flag("Archive"),
            Parameter.flag("IncludeSoftDeletedRecipients"),
            Parameter.flag("IncludeMoveHistory"),
            Parameter.flag("IncludeMoveReport"),
            Parameter.flag("IncludeQuarantineDetails"),
            Parameter.flag("NoADLookup"),
            Parameter.flag("UseCustomRouting"),
            Parameter.any("DomainController"))
        .writes(ViewTypes.MAILBOX_STATISTICS)
        .does(() -> new StatisticsCall(exchange));
  }
}
