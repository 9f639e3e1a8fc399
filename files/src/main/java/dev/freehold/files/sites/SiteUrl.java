package dev.freehold.files.sites;

/** What a URL names: a tenant's administration, or one of its sites. */
public sealed interface SiteUrl {

  /** The short name of the tenant in the host. */
  String tenantName();

  /** {@code https://contoso-admin.SUFFIX}. */
  record Admin(String tenantName) implements SiteUrl {}

  /**
   * A site, which need not exist.
   *
   * @param tenantName the tenant's short name
   * @param kind what the path says that it is
   * @param siteName the name of the bucket
   */
  record OfSite(String tenantName, SiteKind kind, String siteName) implements SiteUrl {}
}
