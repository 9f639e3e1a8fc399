package dev.freehold.files.sites;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.owners.Geo;
import dev.freehold.custody.owners.Geos;
import java.util.Optional;
import java.util.UUID;

/** Chooses the geo of a new site: the one named, else the tenant's oldest, else a first one. */
final class SiteGeos {

  private final Geos geos;
  private final String defaultCode;

  SiteGeos(Geos geos, String defaultCode) {
    this.geos = geos;
    this.defaultCode = defaultCode;
  }

  Geo choose(UUID tenantId, Optional<String> code, String actor) {
    return code.map(named -> geos.get(tenantId, named))
        .or(() -> geos.oldest(tenantId))
        .orElseGet(() -> first(tenantId, actor));
  }

  /** The code of a site's geo. */
  String code(Site site) {
    return geos.list(site.tenantId()).stream()
        .filter(geo -> geo.id().equals(site.geoId()))
        .map(Geo::code)
        .findAny()
        .orElseThrow(() -> new IllegalStateException("a site is in a geo that is not there"));
  }

  private Geo first(UUID tenantId, String actor) {
    try {
      return geos.create(tenantId, defaultCode, actor);
    } catch (CustodyException refused) {
      if (refused.error() != CustodyError.GEO_EXISTS) {
        throw refused;
      }
      // Somebody who made a site at the same time was faster.
      return geos.oldest(tenantId).orElseThrow(() -> refused);
    }
  }
}
