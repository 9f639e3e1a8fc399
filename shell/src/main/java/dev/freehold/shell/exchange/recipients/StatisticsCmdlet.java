package dev.freehold.shell.exchange.recipients;

import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.exchange.call.ExchangeIdentities;
import dev.freehold.shell.view.CmdletTypes;

/** Get-MailboxStatistics: shows sizes, counts and encryption of mailboxes. */
public final class StatisticsCmdlet {

  private final ExchangeConnection exchange;

  public StatisticsCmdlet(ExchangeConnection exchange) {
    this.exchange = exchange;
  }

  public CmdletInfo info() {
    return ExchangeConnection.cmdlet(
            "Get-MailboxStatistics",
            "Shows how large mailboxes are and whether they are encrypted.")
        .with(
            ExchangeIdentities.parameter().mandatory(),
            Parameter.flag("Archive"),
            Parameter.flag("IncludeSoftDeletedRecipients"),
            Parameter.flag("IncludeMoveHistory"),
            Parameter.flag("IncludeMoveReport"),
            Parameter.flag("IncludeQuarantineDetails"),
            Parameter.flag("NoADLookup"),
            Parameter.flag("UseCustomRouting"),
            Parameter.any("DomainController"))
        .writes(CmdletTypes.MAILBOX_STATISTICS)
        .does(
            () ->
                new StatisticsCall(
                    exchange, bound -> bound.value("Identity"), (call, object) -> object));
  }
}
