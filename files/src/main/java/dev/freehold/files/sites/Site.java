package dev.freehold.files.sites;

import java.time.Instant;
import java.util.UUID;

/**
 * A site: documents under one key. S3 clients see it as a bucket. Its key and its policy are known
 * to custody only, under the same GUID.
 *
 * @param id its GUID
 * @param tenantId the tenant that owns it
 * @param geoId the geo that it is in
 * @param name the name of the bucket, unique within the tenant
 * @param kind what it is for
 * @param createdAt when it was made
 */
public record Site(
    UUID id, UUID tenantId, UUID geoId, String name, SiteKind kind, Instant createdAt) {}
