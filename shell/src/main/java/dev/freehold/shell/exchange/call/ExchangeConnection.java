package dev.freehold.shell.exchange.call;

import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.shell.remote.Account;
import dev.freehold.shell.remote.Rest;
import dev.freehold.shell.service.Me;
import dev.freehold.shell.service.RemoteErrors;
import dev.freehold.shell.service.ServerCmdlet;
import dev.freehold.shell.service.ServiceHost;

/**
 * A connection of the Exchange cmdlets.
 *
 * @param rest the server's API, with the account that connected
 * @param me that account as the server describes it
 */
public record ExchangeConnection(ServiceHost host, Account account, Rest rest, Me me) {

  /** The module that the cmdlets say they are of. */
  public static final String MODULE = "ExchangeOnlineManagement";

  public static CmdletInfo.Builder cmdlet(String name, String synopsis) {
    return ServerCmdlet.named(name, MODULE, synopsis);
  }

  /** The server's name; it stands where the original has a database or a domain controller. */
  public String serverName() {
    return account.server().authority().getHost();
  }

  /** Does a part of the work of a call that is about one object. */
  public void guard(Invocation call, String identity, Runnable work) {
    RemoteErrors.guard(call, refusal -> errors().of(refusal, identity), work);
  }

  public ExchangeErrors errors() {
    return new ExchangeErrors(serverName(), host.now());
  }
}
