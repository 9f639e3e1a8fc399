package dev.freehold.files.sites;

/**
 * A site and the role that one principal has on it.
 *
 * @param site the site
 * @param role the role that the principal has on it
 */
public record ReachedSite(Site site, SiteRole role) {}
