package dev.freehold.shell.exchange;

import dev.freehold.powershell.run.binding.ArgumentTypes;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.run.binding.Validation;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.scalar.Wildcard;
import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.remote.Account;
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
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Connect-ExchangeOnline: signs in and brings the cmdlets that the caller's roles allow. */
final class ConnectCmdlet {

  /** The path of the address that the original publishes, which is no server of ours. */
  private static final String PUBLISHED_PATH = "/powershell";

  private final ServiceHost host;
  private final Sessions sessions;
  private final Function<Supplier<Rest>, List<CmdletInfo>> further;

  ConnectCmdlet(
      ServiceHost host, Sessions sessions, Function<Supplier<Rest>, List<CmdletInfo>> further) {
    this.host = host;
    this.sessions = sessions;
    this.further = further;
  }

  CmdletInfo info() {
    return ExchangeConnection.cmdlet(
            "Connect-ExchangeOnline", "Signs in to a server and adds its Exchange cmdlets.")
        .with(
            Parameter.text("ConnectionUri").at(0),
            Parameter.text("AzureADAuthorizationEndpointUri").at(1),
            Parameter.text("ExchangeEnvironmentName").at(2),
            Parameter.any("PSSessionOption").at(3),
            Parameter.text("DelegatedOrganization").at(4),
            Parameter.text("Prefix").at(5).valid(Validation.pattern("^[A-Za-z0-9]{0,64}$")),
            Parameter.texts("CommandName").at(6),
            Parameter.texts("FormatTypeName").at(7))
        .with(
            Parameter.text("UserPrincipalName"),
            Parameter.any("Credential"),
            Parameter.text("AppId"),
            SignInParameters.clientSecret(),
            Parameter.any("Certificate"),
            Parameter.text("CertificateThumbprint"),
            Parameter.text("CertificateFilePath"),
            Parameter.any("CertificatePassword"),
            Parameter.text("Organization"),
            Parameter.any("AccessToken"),
            Parameter.flag("ManagedIdentity"),
            Parameter.flag("Device"),
            Parameter.flag("InlineCredential"))
        .with(
            Parameter.flag("ShowBanner"),
            Parameter.of("ShowProgress", ArgumentTypes.BOOLEAN),
            Parameter.of("UseMultithreading", ArgumentTypes.BOOLEAN),
            Parameter.of("PageSize", PsKind.INT),
            Parameter.flag("SkipLoadingFormatData"),
            Parameter.flag("SkipLoadingCmdletHelp"),
            Parameter.flag("LoadCmdletHelp"),
            Parameter.flag("DisableWAM"),
            Parameter.text("LogLevel"),
            Parameter.text("LogDirectoryPath"))
        .does(() -> call -> RemoteErrors.guard(call, RemoteErrors::of, () -> connect(call)));
  }

  private void connect(Invocation call) {
    Bound bound = call.bound();
    SignInParameters.refuseUnknown(bound);
    ServerAddress server =
        host.servers().find(ServerChoice.choose(named(bound), host.servers()), host.terminal());
    URI api =
        server
            .api()
            .orElseThrow(
                () ->
                    ShellProblem.stop(
                        ShellProblem.unsupported(
                            "NoExchangeHere",
                            "The server has key vaults only, no mailboxes. Name one that runs the"
                                + " whole service.")));
    Account account = host.servers().signIn(server, credentials(bound), host.terminal());
    Rest rest = host.servers().rest(api, server.apiAudience(), account);
    ExchangeConnection exchange = new ExchangeConnection(host, account, rest, Me.ask(rest));
    List<CmdletInfo> cmdlets =
        Catalog.of(exchange, further.apply(() -> rest)).stream()
            .filter(info -> isWanted(info, bound))
            .toList();
    sessions.add(bound.text("Prefix").orElse(""), exchange.me().tenantName(), account, cmdlets);
    if (!bound.has("ShowBanner") || bound.flag("ShowBanner")) {
      boolean mayDecide = cmdlets.stream().anyMatch(AccessRequests::isDecision);
      int waiting = mayDecide ? AccessRequests.waiting(rest) : 0;
      host.terminal().write(Banner.text(exchange, cmdlets.size(), waiting), Optional.empty());
    }
  }

  private static Optional<URI> named(Bound bound) {
    return bound
        .text("ConnectionUri")
        .filter(text -> !text.isEmpty())
        .map(text -> ServerChoice.parse("ConnectionUri", text))
        .filter(uri -> uri.getPath() == null || !uri.getPath().startsWith(PUBLISHED_PATH));
  }

  private Credentials credentials(Bound bound) {
    Optional<String> tenant =
        bound.text("Organization").or(() -> bound.text("DelegatedOrganization"));
    Optional<String> name = bound.text("UserPrincipalName");
    if (bound.has("AccessToken")) {
      return new Credentials.Token(
          SignInParameters.token(bound.value("AccessToken")), name, tenant);
    }
    if (bound.has("AppId")) {
      String organization =
          tenant.orElseThrow(
              () ->
                  ShellProblem.stop(
                      ShellProblem.argument(
                          "OrganizationMissing",
                          "-AppId needs -Organization: the tenant's name or GUID.")));
      return SignInParameters.ofProgram(
          bound.text("AppId").orElse(""), organization, bound, host.terminal());
    }
    if (bound.value("Credential") != null) {
      return SignInParameters.ofCredential(bound.value("Credential"), tenant);
    }
    return bound.flag("Device")
        ? new Credentials.DeviceCode(tenant)
        : new Credentials.Interactive(name, tenant);
  }

  private static boolean isWanted(CmdletInfo info, Bound bound) {
    List<String> patterns = bound.texts("CommandName");
    return patterns.isEmpty()
        || patterns.stream().anyMatch(pattern -> Wildcard.of(pattern).matches(info.name()));
  }
}
