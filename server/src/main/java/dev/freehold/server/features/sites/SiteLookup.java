package dev.freehold.server.features.sites;

import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.identity.Tenant;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.files.FilesError;
import dev.freehold.files.FilesException;
import dev.freehold.files.sites.Site;
import dev.freehold.files.sites.SiteRole;
import dev.freehold.files.sites.SiteRoles;
import dev.freehold.files.sites.SiteUrl;
import dev.freehold.files.sites.SiteUrls;
import dev.freehold.files.sites.Sites;
import dev.freehold.server.http.Exchange;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds the site that a caller names, and what the caller may do with it. A site that the caller
 * must not know of is answered like one that does not exist. Administrators see every site, but
 * that does not let them change any.
 */
public final class SiteLookup {

  private static final int GUID_CHARS = 36;

  private final Sites sites;
  private final SiteRoles roles;
  private final SiteUrls urls;
  private final Tenants tenants;

  /** Access to what {@code sites} keeps. */
  public SiteLookup(Sites sites, SiteRoles roles, SiteUrls urls, Tenants tenants) {
    this.sites = sites;
    this.roles = roles;
    this.urls = urls;
    this.tenants = tenants;
  }

  /** May make and delete sites. */
  public static boolean isAdministrator(Caller caller) {
    return caller.has(Role.SHAREPOINT_ADMIN);
  }

  /** May see which sites there are and who has roles on them, but nothing in them. */
  static boolean seesAll(Caller caller) {
    return caller.has(Role.SHAREPOINT_ADMIN)
        || caller.has(Role.COMPLIANCE_ADMIN)
        || caller.has(Role.AUDITOR);
  }

  /** The caller's own tenant. */
  Tenant tenant(Caller caller) {
    return tenants.find(caller.tenantId()).orElseThrow(Sites::notFound);
  }

  /** The site that the path names, if the caller may know of it. */
  public Site visible(Exchange exchange) {
    return visible(exchange.caller(), byGuidOrName(exchange.caller(), exchange.path("site")));
  }

  /** The same of the site that a URL names. */
  Site visible(Caller caller, String url) {
    return visible(caller, byUrl(caller, urls.parse(url)));
  }

  private Site visible(Caller caller, Optional<Site> found) {
    return found
        .filter(site -> seesAll(caller) || has(caller, site, SiteRole.READ))
        .orElseThrow(Sites::notFound);
  }

  /** Whether the caller has at least this role on the site. */
  boolean has(Caller caller, Site site, SiteRole needed) {
    return roles
        .roleOf(site.tenantId(), site.id(), caller.objectId())
        .filter(role -> role.includes(needed))
        .isPresent();
  }

  /** GUIDs are names as well; a site's own GUID comes first. */
  private Optional<Site> byGuidOrName(Caller caller, String text) {
    return guid(text)
        .flatMap(id -> sites.find(caller.tenantId(), id))
        .or(() -> sites.find(caller.tenantId(), text));
  }

  private Optional<Site> byUrl(Caller caller, SiteUrl url) {
    return switch (url) {
      case SiteUrl.Admin _ -> Optional.empty();
      case SiteUrl.OfSite(String _, var kind, String name) ->
          urls.isOf(url, tenant(caller))
              ? sites.find(caller.tenantId(), name).filter(site -> site.kind() == kind)
              : Optional.empty();
    };
  }

  private static Optional<UUID> guid(String text) {
    try {
      return text.length() == GUID_CHARS ? Optional.of(UUID.fromString(text)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What is thrown if the caller has too small a role on the site. */
  static FilesException denied() {
    return new FilesException(
        FilesError.ACCESS_DENIED, "this needs the role owner on the site; ask one of its owners");
  }
}
