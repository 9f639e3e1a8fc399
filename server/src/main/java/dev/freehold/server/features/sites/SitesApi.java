package dev.freehold.server.features.sites;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.freehold.custody.Requester;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Tenant;
import dev.freehold.custody.owners.Geo;
import dev.freehold.custody.owners.Geos;
import dev.freehold.custody.owners.OwnerStanding;
import dev.freehold.files.sites.Site;
import dev.freehold.files.sites.SiteKind;
import dev.freehold.files.sites.SiteRole;
import dev.freehold.files.sites.SiteUrls;
import dev.freehold.files.sites.Sites;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.HttpLimits;
import dev.freehold.server.http.Required;
import dev.freehold.server.http.Wire;
import dev.freehold.server.owners.OwnerStates;
import dev.freehold.web.http.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Sites of the caller's tenant, without what is in them. */
final class SitesApi {

  private final Sites sites;
  private final SiteLookup access;
  private final Geos geos;
  private final SiteUrls urls;
  private final OwnerStates states;

  SitesApi(Sites sites, SiteLookup access, Geos geos, SiteUrls urls, OwnerStates states) {
    this.sites = sites;
    this.access = access;
    this.geos = geos;
    this.urls = urls;
    this.states = states;
  }

  /**
   * {@code POST /api/v1/sites} with {@code {"name", "kind", "geo", "owner"}}. Without a kind it is
   * a team site, without a geo it is in the tenant's oldest; the person who makes it owns it,
   * unless an owner is named, as has to be for the files of one person.
   */
  void create(Exchange exchange) throws IOException {
    NewSite wanted = exchange.json(NewSite.class);
    Caller caller = exchange.caller();
    Site site =
        sites.create(
            caller.tenantId(),
            wanted.name(),
            wanted.kind(),
            Optional.ofNullable(wanted.geo()),
            Optional.ofNullable(wanted.owner()).orElse(caller.objectId()),
            Requester.user(exchange.actor()));
    exchange.reply(201, view(access.tenant(caller), site));
  }

  /**
   * {@code GET /api/v1/sites?after=NAME&max=N}: all for administrators and auditors, else those on
   * which the caller has a role. With {@code ?url=URL} the one of that URL.
   */
  void list(Exchange exchange) throws IOException {
    Caller caller = exchange.caller();
    int max = (int) exchange.query("max", 1, HttpLimits.MAX_PAGE_ROWS, HttpLimits.MAX_PAGE_ROWS);
    String after = exchange.query("after").orElse("");
    Optional<String> url = exchange.query("url");
    List<Site> page =
        url.isPresent() ? List.of(access.visible(caller, url.get())) : page(caller, after, max);
    Tenant tenant = access.tenant(caller);
    Map<UUID, String> codes = geoCodes(caller.tenantId());
    OwnerStates.Page known = states.of(caller.tenantId(), page.stream().map(Site::id).toList());
    exchange.reply(
        200,
        new SitePage(
            page.stream()
                .map(
                    site ->
                        SiteView.of(
                            site, codes, urls.of(tenant, site).toString(), known.of(site.id())))
                .toList()));
  }

  private List<Site> page(Caller caller, String after, int max) {
    return SiteLookup.seesAll(caller)
        ? sites.list(caller.tenantId(), after, max)
        : sites.listOf(caller.tenantId(), caller.objectId(), after, max);
  }

  /** {@code GET /api/v1/sites/{site}}, by name or GUID. */
  void get(Exchange exchange) throws IOException {
    Site site = access.visible(exchange);
    exchange.reply(200, view(access.tenant(exchange.caller()), site));
  }

  /** {@code DELETE /api/v1/sites/{site}}: an empty one, by its owner or an administrator. */
  void delete(Exchange exchange) {
    Site site = access.visible(exchange);
    if (!SiteLookup.isAdministrator(exchange.caller())
        && !access.has(exchange.caller(), site, SiteRole.OWNER)) {
      throw SiteLookup.denied();
    }
    sites.delete(site, Requester.user(exchange.actor()));
    exchange.reply(204);
  }

  private Details view(Tenant tenant, Site site) {
    OwnerStates.State state = states.of(site.tenantId(), site.id());
    Optional<OwnerStanding> standing = sites.standing(site);
    if (standing.isEmpty() && !state.isPurged()) {
      throw Sites.notFound();
    }
    return Details.of(
        SiteView.of(site, geoCodes(site.tenantId()), urls.of(tenant, site).toString(), state),
        standing);
  }

  /** A tenant has a hundred geos at most. */
  private Map<UUID, String> geoCodes(UUID tenantId) {
    return geos.list(tenantId).stream().collect(Collectors.toMap(Geo::id, Geo::code));
  }

  record NewSite(
      @Required String name, @JsonProperty("kind") String kindWord, String geo, UUID owner) {
    NewSite {
      if (kind(kindWord) == SiteKind.ONEDRIVE && owner == null) {
        throw ProblemException.badRequest(
            "the member \"owner\" is needed where the kind is " + Wire.word(SiteKind.ONEDRIVE));
      }
    }

    SiteKind kind() {
      return kind(kindWord);
    }

    private static SiteKind kind(String word) {
      return word == null
          ? SiteKind.TEAM_SITE
          : Wire.constant(SiteKind.class, word)
              .orElseThrow(
                  () ->
                      ProblemException.badRequest("kind is one of " + Wire.words(SiteKind.class)));
    }
  }

  record SiteView(
      UUID id,
      String name,
      String kind,
      String geo,
      String url,
      String createdAt,
      String state,
      int legalHolds) {
    static SiteView of(Site site, Map<UUID, String> geoCodes, String url, OwnerStates.State state) {
      return new SiteView(
          site.id(),
          site.name(),
          Wire.word(site.kind()),
          geoCodes.get(site.geoId()),
          url,
          site.createdAt().toString(),
          state.word(),
          state.legalHolds());
    }
  }

  record SitePage(List<SiteView> sites) {}

  /** A site and the policy that it is under now; one that was purged is under none. */
  record Details(
      UUID id,
      String name,
      String kind,
      String geo,
      String url,
      String createdAt,
      String state,
      int legalHolds,
      UUID policyInEffect,
      String policyKind,
      @JsonProperty("isEncrypted") boolean encrypted) {
    static Details of(SiteView site, Optional<OwnerStanding> standing) {
      return new Details(
          site.id(),
          site.name(),
          site.kind(),
          site.geo(),
          site.url(),
          site.createdAt(),
          site.state(),
          site.legalHolds(),
          standing.map(OwnerStanding::policyId).orElse(null),
          standing.map(OwnerStanding::kind).map(Wire::word).orElse(null),
          standing.filter(OwnerStanding::isSettled).isPresent());
    }
  }
}
