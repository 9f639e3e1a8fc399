package dev.freehold.files.sites;

import java.time.Instant;
import java.util.UUID;

/**
 * A role that somebody has on a site.
 *
 * @param principalId object id of a user or application of the site's tenant
 * @param role what it may do
 * @param grantedAt since when
 */
public record SiteGrant(UUID principalId, SiteRole role, Instant grantedAt) {}
