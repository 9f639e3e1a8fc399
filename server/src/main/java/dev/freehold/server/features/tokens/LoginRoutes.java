package dev.freehold.server.features.tokens;

import static dev.freehold.server.http.HttpLimits.MAX_FORM_BODY_BYTES;
import static dev.freehold.server.http.HttpLimits.SHORT_REQUEST;

import dev.freehold.server.http.Admission;
import dev.freehold.server.http.ApiRoute;
import dev.freehold.server.http.Handler;
import dev.freehold.server.login.DeviceLogin;
import dev.freehold.server.login.PasskeyScript;
import dev.freehold.web.http.Route;
import java.util.List;

/**
 * What is asked at the login host before there is a token. Clients write these paths in several
 * spellings, with slashes too many: they match without regard to that.
 */
final class LoginRoutes {

  private LoginRoutes() {}

  static List<Route<Admission, Handler>> table(LoginApi api, AuthorizeApi authorize) {
    return List.of(
        form("Get a token", "/{tenant}/oauth2/v2.0/token", api::token),
        form("Get a token by the older path", "/{tenant}/oauth2/token", api::token),
        form("Get a device code", "/{tenant}/oauth2/v2.0/devicecode", api::deviceCode),
        form("Get a device code by the older path", "/{tenant}/oauth2/devicecode", api::deviceCode),
        get("Show the page where people sign in", AuthorizeApi.PATH, authorize::show),
        form("Submit the page where people sign in", AuthorizeApi.PATH, authorize::submit),
        get(
            "Show the page where people sign in by the older path",
            AuthorizeApi.OLDER_PATH,
            authorize::showOlder),
        form(
            "Submit the page where people sign in by the older path",
            AuthorizeApi.OLDER_PATH,
            authorize::submitOlder),
        get("Show the page that asks for a device code", DeviceLogin.PATH, api::deviceLogin),
        form(
            "Submit the page that asks for a device code",
            DeviceLogin.PATH,
            api::submitDeviceLogin),
        get("Get the script of the sign-in pages", PasskeyScript.PATH, api::script),
        get(
            "Get the issuer's description",
            "/{tenant}/v2.0/.well-known/openid-configuration",
            api::discovery),
        get(
            "Get the issuer's description as the vendor's command line asks",
            "/adfs/{tenant}/v2.0/.well-known/openid-configuration",
            api::discoveryOfCommandLine),
        get(
            "Get the issuer's description as of AD FS",
            "/adfs/.well-known/openid-configuration",
            api::discoveryOfAdfs),
        get(
            "Get the issuer's description by the older path",
            "/{tenant}/.well-known/openid-configuration",
            api::discovery),
        get("Get the addresses of the service", "/.well-known/freehold", api::addresses),
        get("Get which issuers are known", "/common/discovery/instance", api::instance),
        get(
            "Get the keys that sign tokens by the older path",
            "/{tenant}/discovery/keys",
            api::keys),
        get("Get the keys that sign tokens", "/{tenant}/discovery/v2.0/keys", api::keys),
        get("Get how a user signs in", "/{tenant}/userrealm/{user}", api::userRealm));
  }

  private static Route<Admission, Handler> form(String operation, String path, Handler handler) {
    return ApiRoute.lenient(
        operation, "POST", path, MAX_FORM_BODY_BYTES, SHORT_REQUEST, Admission.ofAnyone(), handler);
  }

  private static Route<Admission, Handler> get(String operation, String path, Handler handler) {
    return ApiRoute.lenient(
        operation, "GET", path, 0, SHORT_REQUEST, Admission.ofAnyone(), handler);
  }
}
