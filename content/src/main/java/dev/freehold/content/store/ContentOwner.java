package dev.freehold.content.store;

import java.util.UUID;

/**
 * Whose content is asked for. Nothing is sealed and nothing opened without it.
 *
 * @param tenantId the tenant that asks
 * @param ownerId the mailbox or site, as custody knows it
 */
public record ContentOwner(UUID tenantId, UUID ownerId) {}
