package dev.freehold.custody.owners;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A geographic location of a tenant's files.
 *
 * @param tenantId the tenant
 * @param id its GUID
 * @param code two to eight capital letters, such as {@code NAM}; unique in the tenant
 * @param policyId its file policy; empty while the service-managed default covers it
 * @param createdAt when it was made
 */
public record Geo(
    UUID tenantId, UUID id, String code, Optional<UUID> policyId, Instant createdAt) {}
