package dev.freehold.server.features.sites;

import dev.freehold.custody.identity.Caller;
import dev.freehold.files.sites.Site;
import dev.freehold.files.sites.SiteGrant;
import dev.freehold.files.sites.SiteRole;
import dev.freehold.files.sites.SiteRoles;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.HttpLimits;
import dev.freehold.server.http.Required;
import dev.freehold.server.http.Wire;
import dev.freehold.web.http.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/**
 * Who may do what in a site. Its owners decide. An administrator, who sees the roles, has no say:
 * but may appoint an owner where none is left.
 */
final class SitePermissionsApi {

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final SiteRoles roles;
  private final SiteLookup access;

  SitePermissionsApi(SiteRoles roles, SiteLookup access) {
    this.roles = roles;
    this.access = access;
  }

  /** {@code GET /api/v1/sites/{site}/permissions?after=PRINCIPAL&max=N}. */
  void list(Exchange exchange) throws IOException {
    Site site = access.visible(exchange);
    if (!mayLook(exchange.caller(), site)) {
      throw SiteLookup.denied();
    }
    int max = (int) exchange.query("max", 1, HttpLimits.MAX_PAGE_ROWS, HttpLimits.MAX_PAGE_ROWS);
    exchange.reply(
        200,
        new PermissionPage(
            roles.list(site, after(exchange), max).stream().map(Permission::of).toList()));
  }

  /** {@code GET /api/v1/sites/{site}/permissions/{principal}}; one's own in any case. */
  void get(Exchange exchange) throws IOException {
    Site site = access.visible(exchange);
    UUID principal = exchange.pathId("principal");
    if (!principal.equals(exchange.caller().objectId()) && !mayLook(exchange.caller(), site)) {
      throw SiteLookup.denied();
    }
    SiteRole role =
        roles.roleOf(site.tenantId(), site.id(), principal).orElseThrow(ProblemException::notFound);
    exchange.reply(200, new OnePermission(principal, Wire.word(role)));
  }

  /**
   * {@code PUT /api/v1/sites/{site}/permissions/{principal}} with {@code {"role": "write"}}.
   * Answers with what it is now.
   */
  void put(Exchange exchange) throws IOException {
    Site site = access.visible(exchange);
    UUID principal = exchange.pathId("principal");
    SiteRole role = exchange.json(Wanted.class).siteRole();
    String actor = exchange.actor();
    if (access.has(exchange.caller(), site, SiteRole.OWNER)) {
      roles.grant(site, principal, role, actor);
    } else if (SiteLookup.isAdministrator(exchange.caller()) && role == SiteRole.OWNER) {
      roles.appointOwner(site, principal, actor);
    } else {
      throw SiteLookup.denied();
    }
    exchange.reply(200, new OnePermission(principal, Wire.word(role)));
  }

  /** {@code DELETE /api/v1/sites/{site}/permissions/{principal}}. */
  void delete(Exchange exchange) {
    Site site = access.visible(exchange);
    UUID principal = exchange.pathId("principal");
    if (!access.has(exchange.caller(), site, SiteRole.OWNER)) {
      throw SiteLookup.denied();
    }
    if (!roles.revoke(site, principal, exchange.actor())) {
      throw ProblemException.notFound();
    }
    exchange.reply(204);
  }

  private boolean mayLook(Caller caller, Site site) {
    return SiteLookup.seesAll(caller) || access.has(caller, site, SiteRole.OWNER);
  }

  private static UUID after(Exchange exchange) {
    try {
      return exchange.query("after").map(UUID::fromString).orElse(BEFORE_ALL);
    } catch (IllegalArgumentException notAnId) {
      throw ProblemException.badRequest("after is the object id of a principal");
    }
  }

  record Wanted(@Required String role) {

    SiteRole siteRole() {
      return Wire.constant(SiteRole.class, role)
          .orElseThrow(
              () -> ProblemException.badRequest("role is one of " + Wire.words(SiteRole.class)));
    }
  }

  record OnePermission(UUID principal, String role) {}

  private record Permission(UUID principal, String role, String grantedAt) {
    static Permission of(SiteGrant grant) {
      return new Permission(
          grant.principalId(), Wire.word(grant.role()), grant.grantedAt().toString());
    }
  }

  record PermissionPage(List<Permission> permissions) {}
}
