package dev.freehold.content.store;

import java.util.UUID;

/**
 * The mailbox or site whose content is read or written. Sealing and opening always need it.
 *
 * @param tenantId the tenant that asks
 * @param ownerId the mailbox or site, as custody knows it
 */
public record ContentOwner(UUID tenantId, UUID ownerId) {}
