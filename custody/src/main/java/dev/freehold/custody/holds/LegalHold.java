package dev.freehold.custody.holds;

import dev.freehold.custody.owners.OwnerKind;
import java.time.Instant;
import java.util.UUID;

/**
 * A hold on a mailbox or site.
 *
 * @param id its GUID
 * @param tenantId whose
 * @param ownerId the mailbox or site
 * @param ownerKind whether it is a mailbox or a site
 * @param name what it is called; unique on its mailbox or site whatever its case
 * @param reason why, in the tenant's words; may be empty
 * @param placedBy who placed it
 * @param placedAt when
 */
public record LegalHold(
    UUID id,
    UUID tenantId,
    UUID ownerId,
    OwnerKind ownerKind,
    String name,
    String reason,
    String placedBy,
    Instant placedAt) {}
