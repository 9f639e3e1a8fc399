package dev.freehold.custody.identity;

import java.time.Instant;
import java.util.UUID;

/**
 * An organisation whose data is kept under its own keys.
 *
 * @param id its GUID, as it stands in tokens and challenges
 * @param name a name unique on this server, whatever its case
 * @param createdAt when it was made
 */
public record Tenant(UUID id, String name, Instant createdAt) {}
