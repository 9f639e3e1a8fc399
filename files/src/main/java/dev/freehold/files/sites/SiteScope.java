package dev.freehold.files.sites;

import dev.freehold.content.store.ContentOwner;
import java.util.UUID;

/** The tenant and site that data belongs to; what is sealed is bound to both. */
public record SiteScope(UUID tenantId, UUID siteId) {

  /** Whose the data of {@code site} is. */
  public static SiteScope of(Site site) {
    return new SiteScope(site.tenantId(), site.id());
  }

  /** Whose its documents' objects are. */
  public ContentOwner owner() {
    return new ContentOwner(tenantId, siteId);
  }
}
