package dev.freehold.shell.exchange;

import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.shell.view.CmdletTypes;

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
        .writes(CmdletTypes.MAILBOX_STATISTICS)
        .does(() -> new StatisticsCall(exchange));
  }
}
