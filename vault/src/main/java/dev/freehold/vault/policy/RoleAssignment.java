package dev.freehold.vault.policy;

import dev.freehold.vault.auth.TokenCaller;
import java.time.Instant;
import java.util.UUID;

/**
 * A role that a principal holds for something within a subscription.
 *
 * @param id chosen by the person who assigned it; its name within the subscription
 * @param scope where it applies
 * @param principalId a user, a service principal, or a group of either
 * @param principalType the kind of principal, as the assigner named it, such as {@code
 *     ServicePrincipal}
 * @param role the role
 * @param createdBy who assigned it
 * @param createdAt when
 */
public record RoleAssignment(
    UUID id,
    RoleScope scope,
    UUID principalId,
    String principalType,
    BuiltInRole role,
    String createdBy,
    Instant createdAt) {

  /** Tells whether it is for {@code caller}, who is of the subscription's tenant. */
  public boolean isFor(TokenCaller caller) {
    return principalId.equals(caller.objectId()) || caller.groups().contains(principalId);
  }

  /** Tells whether both grant the same, whatever they are called. */
  public boolean sameGrant(RoleAssignment other) {
    return scope.equals(other.scope) && principalId.equals(other.principalId) && role == other.role;
  }
}
