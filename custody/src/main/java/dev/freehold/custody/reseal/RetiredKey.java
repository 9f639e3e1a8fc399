package dev.freehold.custody.reseal;

import dev.freehold.custody.owners.OwnerKind;
import java.util.UUID;

/**
 * An owner key that was renewed: what is still sealed under it has to be resealed under the owner's
 * present key.
 *
 * @param ownerId the mailbox or site
 * @param kind whether it is a mailbox or a site
 * @param ownerKeyId the retired key
 */
public record RetiredKey(UUID ownerId, OwnerKind kind, UUID ownerKeyId) {}
