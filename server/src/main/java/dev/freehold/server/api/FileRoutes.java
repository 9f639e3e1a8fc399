package dev.freehold.server.api;

import static dev.freehold.server.api.Routes.NO_BODY;
import static dev.freehold.server.api.Routes.post;
import static dev.freehold.server.http.HttpLimits.MAX_JSON_BODY_BYTES;
import static dev.freehold.server.http.HttpLimits.SHORT_REQUEST;

import dev.freehold.custody.identity.Role;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.ApiRoute;
import dev.freehold.server.http.Handler;
import dev.freehold.web.http.Route;
import java.util.EnumSet;
import java.util.List;

/**
 * The routes of sites and access keys, in the form of {@link Routes}. Most are for every member of
 * the tenant, plain users too: what each may do there depends on the site, and the handler looks.
 */
final class FileRoutes {

  private static final Admission SHAREPOINT =
      Admission.current(Role.GLOBAL_ADMIN, Role.SHAREPOINT_ADMIN);

  /** Everybody but the operator, who sees nothing of what tenants have. */
  private static final Admission MEMBERS =
      Admission.current(EnumSet.complementOf(EnumSet.of(Role.OPERATOR))).andPlainUsers();

  private FileRoutes() {}

  static List<Route<Admission, Handler>> table(Apis api) {
    String sites = "/api/v1/sites";
    String site = sites + "/{site}";
    String permission = site + "/permissions/{principal}";
    String keys = "/api/v1/access-keys";
    String key = keys + "/{key}";
    return List.of(
        post(sites, SHAREPOINT, api.sites()::create),
        members("GET", sites, NO_BODY, api.sites()::list),
        members("GET", site, NO_BODY, api.sites()::get),
        members("DELETE", site, NO_BODY, api.sites()::delete),
        members("GET", site + "/permissions", NO_BODY, api.sitePermissions()::list),
        members("GET", permission, NO_BODY, api.sitePermissions()::get),
        members("PUT", permission, MAX_JSON_BODY_BYTES, api.sitePermissions()::put),
        members("DELETE", permission, NO_BODY, api.sitePermissions()::delete),
        members("POST", keys, MAX_JSON_BODY_BYTES, api.accessKeys()::create),
        members("GET", keys, NO_BODY, api.accessKeys()::list),
        members("PATCH", key, MAX_JSON_BODY_BYTES, api.accessKeys()::change),
        members("DELETE", key, NO_BODY, api.accessKeys()::delete));
  }

  private static Route<Admission, Handler> members(
      String method, String path, long maxBodyBytes, Handler handler) {
    return ApiRoute.of(method, path, maxBodyBytes, SHORT_REQUEST, MEMBERS, handler);
  }
}
