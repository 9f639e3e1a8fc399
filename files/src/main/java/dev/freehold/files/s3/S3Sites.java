package dev.freehold.files.s3;

import dev.freehold.files.Site;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The sites as the protocol needs them. Safe for use by many threads. */
public interface S3Sites {

  /** The tenant's site of that name, whoever may use it. */
  Optional<Site> find(UUID tenantId, String name);

  /** The sites on which the identity has a role, in any order. */
  List<Site> list(UUID tenantId, UUID principalId);

  /** The role that the identity has on a site. */
  Optional<SiteRole> roleOf(UUID siteId, UUID principalId);

  /**
   * Makes a site of which the identity is the owner. Who may do that, this decides.
   *
   * @param geoCode the geo, in any case; empty for the tenant's default
   * @throws dev.freehold.files.FilesException {@code site-access-denied}, {@code site-exists},
   *     {@code site-name-invalid}, {@code site-limit-reached}
   * @throws NoSuchGeoException if the tenant has no geo of that code
   */
  Site create(UUID tenantId, UUID principalId, String name, Optional<String> geoCode);

  /**
   * Deletes an empty site.
   *
   * @throws dev.freehold.files.FilesException {@code site-not-found}, {@code site-not-empty}
   */
  void delete(Site site, UUID principalId);
}
