package dev.freehold.shell.exchange;

import dev.freehold.powershell.complete.LiveValues;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.shell.remote.Connections;
import dev.freehold.shell.remote.Rest;
import dev.freehold.shell.remote.Servers;
import dev.freehold.shell.service.ServiceHost;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** The cmdlets of Exchange Online. */
public final class ExchangeCmdlets {

  private ExchangeCmdlets() {}

  /** Names of policies and mailboxes, for completion. */
  public static LiveValues names(Servers servers, Connections connections) {
    return new TypedNames(servers, connections);
  }

  /** Those that exist before a connection; connecting adds the others to the session. */
  public static List<CmdletInfo> all(ServiceHost host) {
    return all(host, rest -> List.of());
  }

  /**
   * The same with cmdlets of other packages that come and go with a connection.
   *
   * @param further makes them for the server's API; they are for those who administer mailboxes
   */
  public static List<CmdletInfo> all(
      ServiceHost host, Function<Supplier<Rest>, List<CmdletInfo>> further) {
    Sessions sessions = new Sessions(host.commands(), host.connections());
    return List.of(
        new ConnectCmdlet(host, sessions, further).info(),
        new DisconnectCmdlet(sessions).info(),
        ConnectionInformation.info(sessions));
  }
}
