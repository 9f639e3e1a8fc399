package dev.freehold.shell.sharepoint;

import dev.freehold.powershell.run.binding.ArgumentTypes;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.shell.remote.Account;
import dev.freehold.shell.remote.Connections;
import dev.freehold.shell.remote.Credentials;
import dev.freehold.shell.remote.Rest;
import dev.freehold.shell.remote.ServerAddress;
import dev.freehold.shell.service.Me;
import dev.freehold.shell.service.RemoteErrors;
import dev.freehold.shell.service.ServerChoice;
import dev.freehold.shell.service.ServiceHost;
import dev.freehold.shell.service.ShellProblem;
import dev.freehold.shell.service.SignInParameters;
import java.net.URI;
import java.util.Optional;

/**
 * Connect-SPOService and Disconnect-SPOService.
 *
 * <p>Where there is a usual server, a URL of the form of {@link AdminUrl} at another host names
 * only tenant and geo. Any other URL is the server's own, and means the tenant's central geo.
 */
final class ConnectSiteCmdlet {

  private static final String DISCONNECT = "Disconnect-SPOService";

  private final ServiceHost host;

  ConnectSiteCmdlet(ServiceHost host) {
    this.host = host;
  }

  CmdletInfo info() {
    return SharePointCmdlets.cmdlet(
            "Connect-SPOService", "Signs in to the administration of a tenant's sites.")
        .defaultSet("AuthenticationLocation")
        .with(
            Parameter.text("Url").mandatory().at(0).byValue(),
            Parameter.any("Credential").at(1),
            Parameter.text("ClientTag").at(2),
            Parameter.text("Region"),
            Parameter.text("AuthenticationUrl"),
            Parameter.of("ModernAuth", ArgumentTypes.BOOLEAN),
            Parameter.of("UseSystemBrowser", ArgumentTypes.BOOLEAN),
            Parameter.text("ClientId").alias("ApplicationId").in("AppOnly").mandatory(),
            Parameter.text("TenantId").in("AppOnly").mandatory(),
            SignInParameters.clientSecret().in("AppOnly"),
            Parameter.any("Certificate").in("AppOnly"),
            Parameter.text("CertificateThumbprint").in("AppOnly"),
            Parameter.text("CertificatePath").in("AppOnly"),
            Parameter.any("CertificatePassword").in("AppOnly"),
            Parameter.flag("ManagedIdentity").in("ManagedIdentity").mandatory())
        .does(() -> call -> RemoteErrors.guard(call, RemoteErrors::of, () -> connect(call)));
  }

  private void connect(Invocation call) {
    Bound bound = call.bound();
    SignInParameters.refuseUnknown(bound);
    URI url = ServerChoice.parse("Url", bound.text("Url").orElse(""));
    Optional<URI> usual = host.servers().usual();
    Optional<AdminUrl> named =
        usual.filter(own -> !ServerChoice.sameHost(own, url)).flatMap(own -> AdminUrl.of(url));
    ServerAddress server =
        host.servers().find(named.isPresent() ? usual.get() : url, host.terminal());
    Account account = host.servers().signIn(server, credentials(bound), host.terminal());
    Rest rest = SharePoint.rest(host, account);
    Me me = Me.ask(rest);
    Optional<String> geo =
        named.flatMap(admin -> SharePoint.resolve(admin, me, SharePoint.codes(rest)));
    host.connections().sharePoint(Optional.of(new Connections.AdminSite(account, geo)));
  }

  private Credentials credentials(Bound bound) {
    if (bound.has("ClientId")) {
      return SignInParameters.ofProgram(
          bound.text("ClientId").orElse(""),
          bound.text("TenantId").orElse(""),
          bound,
          host.terminal());
    }
    if (bound.value("Credential") != null) {
      return SignInParameters.ofCredential(bound.value("Credential"), Optional.empty());
    }
    return Boolean.TRUE.equals(bound.value("UseSystemBrowser"))
        ? new Credentials.DeviceCode(Optional.empty())
        : new Credentials.Interactive(Optional.empty(), Optional.empty());
  }

  CmdletInfo disconnect() {
    return SharePointCmdlets.cmdlet(DISCONNECT, "Ends the connection.").does(() -> this::end);
  }

  private void end(Invocation call) {
    if (host.connections().sharePoint().isEmpty()) {
      call.error(
          ShellProblem.state(
              "NotConnected", "There is no connection to SharePoint Online to disconnect."));
      return;
    }
    host.connections().sharePoint(Optional.empty());
  }
}
