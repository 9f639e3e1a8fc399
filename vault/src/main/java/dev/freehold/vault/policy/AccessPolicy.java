package dev.freehold.vault.policy;

import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import dev.freehold.vault.auth.TokenCaller;
import java.util.Optional;
import java.util.UUID;

/**
 * One entry of a vault's access policies.
 *
 * @param tenantId the tenant of the principal, the same as the vault's
 * @param objectId a user, a service principal, or a group of either
 * @param applicationId if given, the entry is for users who come through this application only
 * @param permissions what it grants
 */
public record AccessPolicy(
    UUID tenantId, UUID objectId, Optional<UUID> applicationId, Permissions permissions) {

  /** Stands for no application; where policies are stored it stands for every one. */
  private static final UUID ZEROS = new UUID(0, 0);

  /**
   * Checks the application.
   *
   * @throws VaultException INVALID if it is all zeros, which is no application's id
   */
  public AccessPolicy {
    if (applicationId.filter(ZEROS::equals).isPresent()) {
      throw new VaultException(
          VaultError.INVALID,
          "The applicationId of an access policy names an application; leave it out for all.");
    }
  }

  /** A policy for a principal whatever application it uses. */
  public static AccessPolicy of(UUID tenantId, UUID objectId, Permissions permissions) {
    return new AccessPolicy(tenantId, objectId, Optional.empty(), permissions);
  }

  /** The same entry with other permissions. */
  public AccessPolicy with(Permissions other) {
    return new AccessPolicy(tenantId, objectId, applicationId, other);
  }

  /** Tells whether both are for the same principal by the same way. */
  public boolean sameTriple(AccessPolicy other) {
    return tenantId.equals(other.tenantId)
        && objectId.equals(other.objectId)
        && applicationId.equals(other.applicationId);
  }

  /** Tells whether this entry is for {@code caller}. */
  public boolean isFor(TokenCaller caller) {
    boolean principal = objectId.equals(caller.objectId()) || caller.groups().contains(objectId);
    return principal
        && tenantId.equals(caller.tenantId())
        && applicationId.map(caller::isUserThrough).orElse(true);
  }
}
