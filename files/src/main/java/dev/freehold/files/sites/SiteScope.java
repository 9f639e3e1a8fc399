package dev.freehold.files.sites;

import dev.freehold.content.store.ContentOwner;
import java.util.UUID;

/** Whose data something is: what is sealed is bound to both. */
record SiteScope(UUID tenantId, UUID siteId) {

  static SiteScope of(Site site) {
    return new SiteScope(site.tenantId(), site.id());
  }

  /** Whose its documents' objects are. */
  ContentOwner owner() {
    return new ContentOwner(tenantId, siteId);
  }
}
