package dev.freehold.server.features.sites;

import static dev.freehold.server.features.Admissions.MEMBERS;
import static dev.freehold.server.features.Admissions.SHAREPOINT;
import static dev.freehold.server.http.ApiRoute.delete;
import static dev.freehold.server.http.ApiRoute.get;
import static dev.freehold.server.http.ApiRoute.post;
import static dev.freehold.server.http.ApiRoute.put;
import static dev.freehold.server.http.Shape.gives;
import static dev.freehold.server.http.Shape.takes;

import dev.freehold.custody.owners.Geos;
import dev.freehold.files.sites.SiteRoles;
import dev.freehold.files.sites.SiteUrls;
import dev.freehold.files.sites.Sites;
import dev.freehold.server.coverage.TableRule;
import dev.freehold.server.features.Feature;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.Queries;
import dev.freehold.server.http.QueryParameter;
import dev.freehold.server.owners.OwnerStates;
import dev.freehold.web.http.Route;
import java.util.List;

/**
 * Sites and the roles on them. Most routes are for every member of the tenant, plain users too:
 * what each may do depends on their role on the site, which the handler checks.
 */
public final class SitesFeature implements Feature {

  /** What its tables hold, for {@code freehold coverage}. */
  public static final List<TableRule> TABLES =
      List.of(
          TableRule.of("file_sites")
              .sealedRow()
              .ids("id tenant_id geo_id")
              .names("name")
              .states("kind")
              .numbers("created_at"),
          TableRule.of("file_site_counts").ids("tenant_id").numbers("sites"),
          TableRule.of("file_site_roles")
              .sealedRow()
              .ids("site_id principal_id tenant_id")
              .names("site_name")
              .states("role")
              .numbers("granted_at"));

  private static final QueryParameter URL =
      QueryParameter.text("url", "only the site with this address");

  private final SitesApi sitesApi;
  private final SitePermissionsApi permissionsApi;

  /**
   * Builds the feature from these parts.
   *
   * @param access which sites a caller may name
   * @param states what is true of sites now
   */
  public SitesFeature(
      Sites sites,
      SiteRoles roles,
      SiteUrls urls,
      SiteLookup access,
      Geos geos,
      OwnerStates states) {
    this.sitesApi = new SitesApi(sites, access, geos, urls, states);
    this.permissionsApi = new SitePermissionsApi(roles, access);
  }

  @Override
  public List<Route<Admission, Handler>> routes() {
    String sites = "/api/v1/sites";
    String site = sites + "/{site}";
    String permission = site + "/permissions/{principal}";
    return List.of(
        post(
            "Make a site",
            sites,
            SHAREPOINT,
            sitesApi::create,
            takes(SitesApi.NewSite.class),
            gives(201, SitesApi.Details.class)),
        get(
            "List the sites",
            sites,
            MEMBERS,
            sitesApi::list,
            Queries.AFTER,
            Queries.MAX,
            URL,
            gives(SitesApi.SitePage.class)),
        get("Get a site", site, MEMBERS, sitesApi::get, gives(SitesApi.Details.class)),
        delete("Delete a site", site, MEMBERS.freshly(), sitesApi::delete, gives(204)),
        get(
            "List the permissions of a site",
            site + "/permissions",
            MEMBERS,
            permissionsApi::list,
            Queries.AFTER_ID,
            Queries.MAX,
            gives(SitePermissionsApi.PermissionPage.class)),
        get(
            "Get a permission of a site",
            permission,
            MEMBERS,
            permissionsApi::get,
            gives(SitePermissionsApi.OnePermission.class)),
        put(
            "Grant a permission on a site",
            permission,
            MEMBERS,
            permissionsApi::put,
            takes(SitePermissionsApi.Wanted.class),
            gives(SitePermissionsApi.OnePermission.class)),
        delete(
            "Take a permission on a site away",
            permission,
            MEMBERS,
            permissionsApi::delete,
            gives(204)));
  }
}
