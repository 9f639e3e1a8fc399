package dev.freehold.custody.owners;

import java.util.Optional;
import java.util.UUID;

/**
 * A mailbox or site that is to get a key.
 *
 * @param tenantId the tenant that owns it
 * @param ownerId its GUID
 * @param kind which of the two
 * @param geoId a site's geo
 * @param orderedPolicyId the policy that an administrator chose for a mailbox, if any
 */
public record NewOwner(
    UUID tenantId,
    UUID ownerId,
    OwnerKind kind,
    Optional<UUID> geoId,
    Optional<UUID> orderedPolicyId) {

  /** A mailbox, under its own policy or under what covers it. */
  public static NewOwner mailbox(UUID tenantId, UUID ownerId, Optional<UUID> orderedPolicyId) {
    return new NewOwner(tenantId, ownerId, OwnerKind.MAILBOX, Optional.empty(), orderedPolicyId);
  }

  /** A site of a geo. */
  public static NewOwner site(UUID tenantId, UUID ownerId, UUID geoId) {
    return new NewOwner(tenantId, ownerId, OwnerKind.SITE, Optional.of(geoId), Optional.empty());
  }
}
