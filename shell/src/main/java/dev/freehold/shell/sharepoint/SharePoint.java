package dev.freehold.shell.sharepoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.value.Text;
import dev.freehold.shell.remote.Account;
import dev.freehold.shell.remote.Connections;
import dev.freehold.shell.remote.RemoteException;
import dev.freehold.shell.remote.Rest;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.service.Me;
import dev.freehold.shell.service.RemoteErrors;
import dev.freehold.shell.service.ServerChoice;
import dev.freehold.shell.service.ServiceHost;
import dev.freehold.shell.service.ShellProblem;
import dev.freehold.web.http.RequestUri;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the cmdlets work with once the session is connected. */
record SharePoint(ServiceHost host) {

  private static final String NO_SITE = "site-not-found";
  private static final String GEOS = "/api/v1/geos";

  /** The connection; ends the statement if there is none. */
  private Connections.AdminSite site() {
    return host.connections()
        .sharePoint()
        .orElseThrow(
            () ->
                ShellProblem.stop(
                    ShellError.of(
                            "NotConnected",
                            ErrorCategory.CONNECTION_ERROR,
                            "No connection to SharePoint Online. Run Connect-SPOService before"
                                + " other SPO cmdlets.")
                        .withException("System.InvalidOperationException")));
  }

  Account account() {
    return site().account();
  }

  Rest rest() {
    return rest(host, site().account());
  }

  static Rest rest(ServiceHost host, Account account) {
    URI api =
        account
            .server()
            .api()
            .orElseThrow(
                () ->
                    ShellProblem.stop(
                        ShellProblem.unsupported(
                            "NoSitesHere",
                            "The server has key vaults only, no sites. Name one that runs the whole"
                                + " service.")));
    return host.servers().rest(api, account.server().apiAudience(), account);
  }

  /** Does the work of a call; what is not found is called by {@code what}. */
  void guard(Invocation call, String what, Runnable work) {
    RemoteErrors.guard(call, refusal -> error(refusal, what), work);
  }

  private static ShellError error(RemoteException refusal, String what) {
    return refusal.code().equals(NO_SITE) && !what.isEmpty()
        ? ShellError.of(
                refusal.code(),
                ErrorCategory.OBJECT_NOT_FOUND,
                "Cannot get site %s.".formatted(what))
            .withException("Microsoft.SharePoint.Client.ServerException")
        : RemoteErrors.of(refusal);
  }

  /**
   * The geo of a call: that of the administration URL that it names, else the connection's, else
   * the tenant's central one.
   *
   * @param identity what {@code -Identity} is; null for nothing
   */
  String geo(Object identity) {
    List<String> codes = codes();
    Optional<String> named = Optional.of(Text.of(identity).strip()).filter(text -> !text.isEmpty());
    if (named.isEmpty()) {
      return site().geo().orElseGet(() -> central(codes));
    }
    URI url = ServerChoice.parse("Identity", named.get());
    Optional<AdminUrl> admin = AdminUrl.of(url);
    if (admin.isEmpty()) {
      return site().geo().orElseGet(() -> central(codes));
    }
    return resolve(admin.get(), Me.ask(rest()), codes).orElseGet(() -> central(codes));
  }

  /**
   * The geo that an administration URL names; empty for the central one.
   *
   * @param codes of the tenant's geos
   */
  static Optional<String> resolve(AdminUrl url, Me me, List<String> codes) {
    if (url.isCentral(me)) {
      return Optional.empty();
    }
    return Optional.of(
        url.geo(me, codes)
            .orElseThrow(
                () ->
                    ShellProblem.stop(
                        ShellProblem.argument(
                            "AdminSiteNotFound",
                            ("The URL names neither the tenant you are signed in to nor a geo "
                                    + "of it. Expected is https://%s-admin.… or, with the code of "
                                    + "a geo (%s), https://%1$sGEO-admin.…")
                                .formatted(
                                    AdminUrl.shortName(me),
                                    codes.isEmpty() ? "none yet" : String.join(", ", codes))))));
  }

  /** The codes of the tenant's geos, the oldest first. */
  List<String> codes() {
    return codes(rest());
  }

  static List<String> codes(Rest rest) {
    Comparator<JsonNode> byAge =
        Comparator.comparing(
            geo -> Optional.ofNullable(AnswerJson.time(geo, "createdAt")).orElse(Instant.MAX));
    return AnswerJson.list(rest.get(GEOS), "geos").stream()
        .sorted(byAge)
        .map(geo -> AnswerJson.text(geo, "code").orElse(""))
        .toList();
  }

  /** The geo whose sites are listed; empty if there are not several. */
  Optional<String> listedGeo() {
    List<String> codes = codes();
    return codes.size() < 2 ? Optional.empty() : site().geo().or(() -> Optional.of(central(codes)));
  }

  private static String central(List<String> codes) {
    return codes.stream()
        .findFirst()
        .orElseThrow(
            () ->
                ShellProblem.stop(
                    ShellProblem.state(
                        "NoGeo",
                        "The tenant has no geo yet. It gets one with its first site, or by"
                            + " Set-SPOMultiGeoCompanyAllowedDataLocation -Location NAM.")));
  }

  static RemoteException siteNotFound() {
    return new RemoteException(
        RemoteException.Kind.REFUSED, 404, NO_SITE, "the tenant has no such site", "");
  }

  static String policyPath(String geo) {
    return GEOS + "/" + RequestUri.encode(geo) + "/policy";
  }
}
