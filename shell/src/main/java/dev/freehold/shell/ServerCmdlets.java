package dev.freehold.shell;

import dev.freehold.powershell.complete.LiveValues;
import dev.freehold.powershell.run.CommandTable;
import dev.freehold.powershell.run.Host;
import dev.freehold.powershell.run.Session;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.shell.azure.AzureCmdlets;
import dev.freehold.shell.exchange.ExchangeCmdlets;
import dev.freehold.shell.migration.MigrationCmdlets;
import dev.freehold.shell.remote.Connections;
import dev.freehold.shell.remote.Servers;
import dev.freehold.shell.service.ServiceHost;
import dev.freehold.shell.sharepoint.SharePointCmdlets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** The cmdlets that call servers, for one session. */
public final class ServerCmdlets {

  private final Servers servers;
  private final InstantSource clock;
  private final Connections connections = new Connections();
  private final AzureCmdlets azure;

  /** Asks nothing of {@code servers} before a cmdlet runs. */
  public ServerCmdlets(Servers servers, InstantSource clock) {
    this.servers = servers;
    this.clock = clock;
    this.azure = new AzureCmdlets(servers, connections);
  }

  /** The cmdlets; those of Exchange come to the session when it connects. */
  public List<CmdletInfo> of(Session session) {
    ServiceHost host = new Services(session);
    session.commands().missing(MissingCommands.reasons());
    return Stream.of(
            azure.all(),
            ExchangeCmdlets.all(host, MigrationCmdlets::all),
            SharePointCmdlets.all(host))
        .flatMap(List::stream)
        .toList();
  }

  /** What servers know for completion: names of vaults, keys, policies and mailboxes. */
  public LiveValues names() {
    return LiveValues.firstOf(List.of(azure.names(), ExchangeCmdlets.names(servers, connections)));
  }

  private final class Services implements ServiceHost {

    private final Session session;

    Services(Session session) {
      this.session = session;
    }

    @Override
    public Servers servers() {
      return servers;
    }

    @Override
    public Connections connections() {
      return connections;
    }

    @Override
    public Host terminal() {
      return session.host();
    }

    @Override
    public CommandTable commands() {
      return session.commands();
    }

    @Override
    public Instant now() {
      return clock.instant();
    }

    @Override
    public long nanoTime() {
      return System.nanoTime();
    }
  }
}
