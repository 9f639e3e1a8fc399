package dev.freehold.shell.exchange.recipients;

import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.ConfirmImpact;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.service.ShellProblem;

/**
 * Enable-MailUser: would give a user of an on-premises directory an address. Freehold has no such
 * directory, so the cmdlet only says which one to use instead.
 */
public final class EnableMailUserCmdlet {

  private EnableMailUserCmdlet() {}

  public static CmdletInfo info() {
    return ExchangeConnection.cmdlet(
            "Enable-MailUser", "Is for on-premises servers; see New-MailUser.")
        .confirms(ConfirmImpact.MEDIUM)
        .with(
            Parameter.text("Identity").mandatory().at(0).byValue(),
            Parameter.text("ExternalEmailAddress").mandatory(),
            Parameter.text("Alias"),
            Parameter.text("DisplayName"),
            Parameter.text("PrimarySmtpAddress"),
            Parameter.any("DomainController"))
        .does(
            () ->
                call -> {
                  throw ShellProblem.stop(
                      ShellProblem.unsupported(
                          "OnPremisesOnly",
                          "Enable-MailUser is for on-premises servers. New-MailUser makes a"
                              + " recipient whose mail is elsewhere."));
                });
  }
}
