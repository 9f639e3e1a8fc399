package dev.freehold.mail.domains;

import java.time.Instant;
import java.util.UUID;

/**
 * A domain whose mail is one tenant's.
 *
 * @param domain in lower case and ASCII
 * @param createdAt when the operator gave it to the tenant
 */
public record AcceptedDomain(UUID id, UUID tenantId, String domain, Instant createdAt) {}
