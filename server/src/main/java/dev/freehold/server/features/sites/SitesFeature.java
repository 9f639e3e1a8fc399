package dev.freehold.server.features.sites;

import static dev.freehold.server.api.Routes.NO_BODY;
import static dev.freehold.server.api.Routes.post;
import static dev.freehold.server.http.HttpLimits.MAX_JSON_BODY_BYTES;
import static dev.freehold.server.http.HttpLimits.SHORT_REQUEST;
import static dev.freehold.server.http.Shape.gives;
import static dev.freehold.server.http.Shape.takes;

import dev.freehold.server.api.Apis;
import dev.freehold.server.api.Routes;
import dev.freehold.server.features.accesskeys.AccessKeysApi;
import dev.freehold.server.http.Queries;
import dev.freehold.custody.identity.Role;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.ApiRoute;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.Shape.Part;
import dev.freehold.web.http.Route;
import java.util.EnumSet;
import java.util.List;

/**
 * The routes of sites and access keys, in the form of {@link Routes}. Most are for every member of
 * the tenant, plain users too: what each may do there depends on the site, and the handler looks.
 */
final class SitesFeature {

  private static final Admission SHAREPOINT =
      Admission.current(Role.GLOBAL_ADMIN, Role.SHAREPOINT_ADMIN);

  /** Everybody but the operator, who sees nothing of what tenants have. */
  private static final Admission MEMBERS =
      Admission.current(EnumSet.complementOf(EnumSet.of(Role.OPERATOR))).andPlainUsers();

  private SitesFeature() {}

  static List<Route<Admission, Handler>> table(Apis api) {
    String sites = "/api/v1/sites";
    String site = sites + "/{site}";
    String permission = site + "/permissions/{principal}";
    String keys = "/api/v1/access-keys";
    String key = keys + "/{key}";
    return List.of(
        post(
            "Make a site",
            sites,
            SHAREPOINT,
            api.sites()::create,
            takes(SitesApi.NewSite.class),
            gives(201, SitesApi.Details.class)),
        members(
            "List the sites",
            "GET",
            sites,
            NO_BODY,
            api.sites()::list,
            Queries.AFTER,
            Queries.MAX,
            Queries.URL,
            gives(SitesApi.SitePage.class)),
        members(
            "Get a site", "GET", site, NO_BODY, api.sites()::get, gives(SitesApi.Details.class)),
        members("Delete a site", "DELETE", site, NO_BODY, api.sites()::delete, gives(204)),
        members(
            "List the permissions of a site",
            "GET",
            site + "/permissions",
            NO_BODY,
            api.sitePermissions()::list,
            Queries.AFTER_ID,
            Queries.MAX,
            gives(SitePermissionsApi.PermissionPage.class)),
        members(
            "Get a permission of a site",
            "GET",
            permission,
            NO_BODY,
            api.sitePermissions()::get,
            gives(SitePermissionsApi.OnePermission.class)),
        members(
            "Grant a permission on a site",
            "PUT",
            permission,
            MAX_JSON_BODY_BYTES,
            api.sitePermissions()::put,
            takes(SitePermissionsApi.Wanted.class),
            gives(SitePermissionsApi.OnePermission.class)),
        members(
            "Take a permission on a site away",
            "DELETE",
            permission,
            NO_BODY,
            api.sitePermissions()::delete,
            gives(204)),
        members(
            "Make an access key",
            "POST",
            keys,
            MAX_JSON_BODY_BYTES,
            api.accessKeys()::create,
            takes(AccessKeysApi.Wanted.class),
            gives(201, AccessKeysApi.Created.class)),
        members(
            "List the access keys",
            "GET",
            keys,
            NO_BODY,
            api.accessKeys()::list,
            Queries.PRINCIPAL,
            gives(AccessKeysApi.Page.class)),
        members(
            "Enable or disable an access key",
            "PATCH",
            key,
            MAX_JSON_BODY_BYTES,
            api.accessKeys()::change,
            takes(AccessKeysApi.Change.class),
            gives(AccessKeysApi.View.class)),
        members(
            "Delete an access key", "DELETE", key, NO_BODY, api.accessKeys()::delete, gives(204)));
  }

  private static Route<Admission, Handler> members(
      String operation,
      String method,
      String path,
      long maxBodyBytes,
      Handler handler,
      Part... shape) {
    return ApiRoute.of(
        operation, method, path, maxBodyBytes, SHORT_REQUEST, MEMBERS, handler, shape);
  }
}
