package dev.freehold.shell.exchange;

import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.ConfirmImpact;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.shell.exchange.call.ExchangeConnection;

/** Disconnect-ExchangeOnline: takes away the cmdlets of connections. */
final class DisconnectCmdlet {

  private static final String NAME = "Disconnect-ExchangeOnline";

  private final Sessions sessions;

  DisconnectCmdlet(Sessions sessions) {
    this.sessions = sessions;
  }

  CmdletInfo info() {
    return ExchangeConnection.cmdlet(NAME, "Ends connections and removes their cmdlets.")
        .defaultSet("DefaultConnection")
        .confirms(ConfirmImpact.HIGH)
        .with(
            Parameter.texts("ConnectionId").in("ConnectionId").mandatory().byPropertyName(),
            Parameter.texts("ModulePrefix").in("ModulePrefix").mandatory())
        .does(() -> this::process);
  }

  private void process(Invocation call) {
    for (Sessions.Open open : sessions.all()) {
      if (isMeant(open, call.bound()) && call.shouldProcess(open.account().name(), NAME)) {
        sessions.close(open);
      }
    }
  }

  private static boolean isMeant(Sessions.Open open, Bound bound) {
    return switch (bound.set()) {
      case "ConnectionId" ->
          bound.texts("ConnectionId").stream().anyMatch(open.id().toString()::equalsIgnoreCase);
      case "ModulePrefix" ->
          bound.texts("ModulePrefix").stream().anyMatch(open.prefix()::equalsIgnoreCase);
      default -> true;
    };
  }
}
