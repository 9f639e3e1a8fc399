package dev.freehold.files;

/**
 * A site as one principal reaches it.
 *
 * @param site the site
 * @param role the role that the principal has on it
 */
public record SiteAccess(Site site, SiteRole role) {}
