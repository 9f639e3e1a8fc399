package dev.freehold.server.features.tokens;

import dev.freehold.custody.tokens.TokenIssuer;
import dev.freehold.server.audit.UnifiedRecords;
import dev.freehold.server.features.directory.Applications;
import dev.freehold.server.features.directory.IdentityEdits;
import dev.freehold.server.features.directory.People;
import dev.freehold.server.features.directory.WayDesk;
import dev.freehold.server.features.pendingacts.ActDesk;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.server.login.Addresses;
import dev.freehold.server.login.DeviceLogin;
import dev.freehold.server.login.LoginDocuments;
import dev.freehold.server.login.TokenEndpoint;
import dev.freehold.server.records.LedgerServices;
import dev.freehold.server.run.VaultLoginHost;
import dev.freehold.web.http.Route;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The routes of the host {@code login.SUFFIX} on the port of the vaults. */
public final class LoginHost {

  private LoginHost() {}

  /**
   * What answers about tokens.
   *
   * @param endpoint gives them
   * @param devices signs people in for devices
   * @param documents say where and how
   */
  public record Tokens(TokenEndpoint endpoint, DeviceLogin devices, LoginDocuments documents) {}

  /**
   * Who there is at vaults that run alone, and what is recorded of them.
   *
   * @param issuer whose signing key can be changed
   * @param desk acts that take two persons or a time
   * @param logs what is recorded of the tenant
   * @param names tells auditors whose entries they are
   */
  public record Directory(
      Applications applications,
      People people,
      IdentityEdits edits,
      WayDesk ways,
      TokenIssuer issuer,
      ActDesk desk,
      LedgerServices logs,
      UnifiedRecords.Directory names) {}

  /**
   * The host beside a service: nothing but what is about tokens.
   *
   * @param own the address of the host
   * @param api the address of the service
   */
  public static List<Route<Admission, Handler>> ofService(Tokens tokens, URI own, URI api) {
    return LoginRoutes.table(api(tokens, own, Addresses.ofService(api, Optional.of(own))));
  }

  /**
   * The host of vaults that run alone.
   *
   * @param own the address of the host
   */
  public static List<Route<Admission, Handler>> ofVaults(
      Tokens tokens, URI own, Directory directory) {
    return Stream.of(
            VaultLoginHost.table(directory),
            LoginRoutes.table(api(tokens, own, Addresses.ofVaults(own))))
        .flatMap(List::stream)
        .toList();
  }

  private static LoginApi api(Tokens tokens, URI own, Addresses addresses) {
    return new LoginApi(tokens.endpoint(), tokens.devices(), tokens.documents(), own, addresses);
  }
}
