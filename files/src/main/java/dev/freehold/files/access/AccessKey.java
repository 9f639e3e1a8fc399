package dev.freehold.files.access;

import java.time.Instant;
import java.util.UUID;

/**
 * An access key without its secret.
 *
 * @param id its id, unique on this server
 * @param tenantId the tenant of its principal
 * @param principalId object id of the user or application that it belongs to
 * @param enabled whether it may be used
 * @param createdAt when it was made
 */
public record AccessKey(
    String id, UUID tenantId, UUID principalId, boolean enabled, Instant createdAt) {}
