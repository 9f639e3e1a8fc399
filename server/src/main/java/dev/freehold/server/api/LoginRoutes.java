package dev.freehold.server.api;

import static dev.freehold.server.http.HttpLimits.MAX_FORM_BODY_BYTES;
import static dev.freehold.server.http.HttpLimits.SHORT_REQUEST;

import dev.freehold.server.http.Admission;
import dev.freehold.server.http.ApiRoute;
import dev.freehold.server.http.Handler;
import dev.freehold.server.login.DeviceLogin;
import dev.freehold.web.http.Route;
import java.util.List;

/**
 * What is asked at the login host before there is a token. Clients write these paths in several
 * spellings, with slashes too many: they match without regard to that.
 */
final class LoginRoutes {

  private LoginRoutes() {}

  static List<Route<Admission, Handler>> table(LoginApi api) {
    return List.of(
        form("/{tenant}/oauth2/v2.0/token", api::token),
        form("/{tenant}/oauth2/token", api::token),
        form("/{tenant}/oauth2/v2.0/devicecode", api::deviceCode),
        form("/{tenant}/oauth2/devicecode", api::deviceCode),
        get(DeviceLogin.PATH, api::deviceLogin),
        form(DeviceLogin.PATH, api::submitDeviceLogin),
        get("/{tenant}/v2.0/.well-known/openid-configuration", api::discovery),
        get("/adfs/{tenant}/v2.0/.well-known/openid-configuration", api::discoveryOfCommandLine),
        get("/adfs/.well-known/openid-configuration", api::discoveryOfAdfs),
        get("/{tenant}/.well-known/openid-configuration", api::discovery),
        get("/.well-known/freehold", api::addresses),
        get("/common/discovery/instance", api::instance),
        get("/{tenant}/discovery/keys", api::keys),
        get("/{tenant}/discovery/v2.0/keys", api::keys),
        get("/{tenant}/userrealm/{user}", api::userRealm));
  }

  private static Route<Admission, Handler> form(String path, Handler handler) {
    return ApiRoute.lenient(
        "POST", path, MAX_FORM_BODY_BYTES, SHORT_REQUEST, Admission.ofAnyone(), handler);
  }

  private static Route<Admission, Handler> get(String path, Handler handler) {
    return ApiRoute.lenient("GET", path, 0, SHORT_REQUEST, Admission.ofAnyone(), handler);
  }
}
