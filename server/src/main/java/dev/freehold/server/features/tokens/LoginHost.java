package dev.freehold.server.features.tokens;

import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.server.login.Addresses;
import dev.freehold.server.login.BrowserLogin;
import dev.freehold.server.login.DeviceLogin;
import dev.freehold.server.login.LoginDocuments;
import dev.freehold.server.login.TokenEndpoint;
import dev.freehold.web.http.Route;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The token routes of the host {@code login.SUFFIX} on the port of the vaults. */
public final class LoginHost {

  private LoginHost() {}

  /**
   * The services behind the token routes.
   *
   * @param endpoint issues them
   * @param devices signs people in for devices
   * @param browsers signs people in for clients that open a browser
   * @param documents the discovery documents
   */
  public record Tokens(
      TokenEndpoint endpoint,
      DeviceLogin devices,
      BrowserLogin browsers,
      LoginDocuments documents) {}

  /**
   * The host beside a service, which has nothing else.
   *
   * @param own the address of the host
   * @param api the address of the service
   */
  public static List<Route<Admission, Handler>> ofService(Tokens tokens, URI own, URI api) {
    return routes(tokens, own, Addresses.ofService(api, Optional.of(own)));
  }

  /**
   * The host of vaults that run alone, which has more.
   *
   * @param own the address of the host
   */
  public static List<Route<Admission, Handler>> ofVaults(Tokens tokens, URI own) {
    return routes(tokens, own, Addresses.ofVaults(own));
  }

  private static List<Route<Admission, Handler>> routes(
      Tokens tokens, URI own, Addresses addresses) {
    return LoginRoutes.table(
        new LoginApi(tokens.endpoint(), tokens.devices(), tokens.documents(), own, addresses),
        new AuthorizeApi(tokens.browsers(), own, Optional.ofNullable(addresses.api())));
  }
}
