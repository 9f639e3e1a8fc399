package dev.freehold.shell.exchange;

import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.shell.exchange.call.ExchangeConnection;

/** Get-ConnectionInformation: the connections that are open. */
final class ConnectionInformation {

  private static final String TYPE =
      "Microsoft.Exchange.Management.ExoPowershellSnapin.ConnectionInformation";

  private ConnectionInformation() {}

  static CmdletInfo info(Sessions sessions) {
    return ExchangeConnection.cmdlet(
            "Get-ConnectionInformation", "Shows which connections are open.")
        .with(Parameter.texts("ConnectionId"), Parameter.texts("ModulePrefix"))
        .writes(TYPE)
        .does(
            () ->
                call ->
                    sessions.all().stream()
                        .filter(
                            open ->
                                !call.bound().has("ConnectionId")
                                    || call.bound()
                                        .texts("ConnectionId")
                                        .contains(open.id().toString()))
                        .filter(
                            open ->
                                !call.bound().has("ModulePrefix")
                                    || call.bound().texts("ModulePrefix").contains(open.prefix()))
                        .forEach(open -> call.write(view(open))));
  }

  private static PsObject view(Sessions.Open open) {
    return PsObject.ofType(TYPE)
        .with("ConnectionId", open.id())
        .with("State", "Connected")
        .with("UserPrincipalName", open.account().name())
        .with("ConnectionUri", open.account().server().api().orElse(null))
        .with("Organization", open.organization())
        .with("TenantID", open.account().tenantId())
        .with("ModulePrefix", open.prefix())
        .withText(open.id().toString());
  }
}
