package dev.freehold.vault.policy;

import dev.freehold.vault.auth.TokenCaller;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Decides who may do what with one vault's keys: by its access policies or by roles, never by both.
 * Nothing else decides that.
 */
public sealed interface PermissionModel {

  /**
   * Decides.
   *
   * @param caller who asks, of the vault's tenant
   * @param permission what for
   * @param key the lower-case name of the key, empty for an operation that names none
   */
  AccessDecision decide(TokenCaller caller, KeyPermission permission, Optional<String> key);

  /** A policy is for all keys of the vault. */
  record ByPolicies(List<AccessPolicy> policies) implements PermissionModel {

    @Override
    public AccessDecision decide(
        TokenCaller caller, KeyPermission permission, Optional<String> key) {
      boolean granted =
          policies.stream()
              .filter(policy -> policy.isFor(caller))
              .anyMatch(policy -> policy.permissions().allow(permission));
      return granted ? new AccessDecision.GrantedByPolicy() : new AccessDecision.NoPolicy();
    }
  }

  /** An operation that names no key needs a role for the whole vault. */
  record ByRoles(UUID vaultId, List<RoleAssignment> assignments) implements PermissionModel {

    @Override
    public AccessDecision decide(
        TokenCaller caller, KeyPermission permission, Optional<String> key) {
      RoleScope wanted = new RoleScope(Optional.of(vaultId), key);
      return assignments.stream()
          .filter(assignment -> assignment.scope().covers(wanted))
          .filter(assignment -> assignment.role().allows(permission) && assignment.isFor(caller))
          .findFirst()
          .<AccessDecision>map(found -> new AccessDecision.GrantedByRole(found.id()))
          .orElseGet(AccessDecision.NoRole::new);
    }
  }
}
