package dev.freehold.server.features.directory;

import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.people.IdentityChanges;
import dev.freehold.custody.people.Users;
import dev.freehold.web.http.ProblemException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What administrators change of the people and programs of their own tenant, and anybody of their
 * own sign-ins. The service and a vault that runs alone offer the same. Thread-safe.
 */
final class IdentityEdits {

  private final Users users;
  private final Identities identities;
  private final IdentityChanges changes;
  private final TwoPersonRule rule;

  /**
   * Works on {@code users} and {@code identities} by {@code changes}.
   *
   * @param rule what one administrator does not do alone
   */
  IdentityEdits(Users users, Identities identities, IdentityChanges changes, TwoPersonRule rule) {
    this.users = users;
    this.identities = identities;
    this.changes = changes;
    this.rule = rule;
  }

  /** Changes a person, by name or object id. */
  View editUser(Caller caller, String user, Wanted wanted) {
    return edit(caller, users.require(caller.tenantId(), user).identity(), wanted);
  }

  /** Changes an application, by client or object id. */
  View editApplication(Caller caller, UUID id, Wanted wanted) {
    return edit(caller, identities.requireApplication(caller.tenantId(), id), wanted);
  }

  /** Ends all sign-ins of a person, by name or object id. */
  void signOutUser(Caller caller, String user) {
    signOut(caller, users.require(caller.tenantId(), user).identity().objectId());
  }

  /** Ends all sign-ins of an application, by client or object id; its secret and keys go on. */
  void signOutApplication(Caller caller, UUID id) {
    signOut(caller, identities.requireApplication(caller.tenantId(), id).objectId());
  }

  /** Ends all sign-ins of the caller, that of this request too. */
  void signOutSelf(Caller caller) {
    signOut(caller, caller.objectId());
  }

  private void signOut(Caller caller, UUID objectId) {
    changes.signOutEverywhere(caller.tenantId(), objectId, caller.objectId().toString());
  }

  private View edit(Caller caller, Identity identity, Wanted wanted) {
    if (identity.objectId().equals(caller.objectId())) {
      throw ProblemException.badRequest(
          "nobody can disable or demote themselves; let another administrator do it");
    }
    if (wanted.enabled() == null && wanted.roles() == null) {
      throw ProblemException.badRequest("name \"enabled\", \"roles\" or both");
    }
    String actor = caller.objectId().toString();
    Identity edited = identity;
    if (wanted.roles() != null) {
      Set<Role> roles = Roles.ofTenant(wanted.roles());
      edited =
          changes.setRoles(
              caller.tenantId(),
              identity.objectId(),
              roles,
              before -> {
                requireNoNewVaultAdministrator(before, roles);
                requireNoVaultAdministratorLess(before, roles);
              },
              actor);
    }
    if (wanted.enabled() != null) {
      edited = changes.setEnabled(caller.tenantId(), identity.objectId(), wanted.enabled(), actor);
    }
    return View.of(edited);
  }

  /** Nobody who came for another purpose becomes a holder of keys. */
  private static void requireNoNewVaultAdministrator(Identity identity, Set<Role> wanted) {
    if (wanted.contains(Role.VAULT_ADMIN) && !identity.roles().contains(Role.VAULT_ADMIN)) {
      throw ProblemException.badRequest(
          "roles can be changed to "
              + EnumSet.complementOf(EnumSet.of(Role.OPERATOR, Role.VAULT_ADMIN))
              + "; a vault administrator is made as one");
    }
  }

  /**
   * Who loses the role is asked for no consent any more, and makes room for another. Disabling does
   * neither, so it stays the brake of one.
   */
  private void requireNoVaultAdministratorLess(Identity identity, Set<Role> wanted) {
    if (!wanted.contains(Role.VAULT_ADMIN)) {
      rule.requireMayDemote(identity);
    }
  }

  /**
   * What is to be changed.
   *
   * @param enabled null to leave it as it is
   * @param roles all roles from now on; null to leave them as they are
   */
  record Wanted(Boolean enabled, List<String> roles) {
    /** Copies the roles. */
    Wanted {
      roles = roles == null ? null : List.copyOf(roles);
    }
  }

  /** An identity as it is after a change. */
  record View(UUID objectId, String displayName, boolean enabled, List<String> roles) {

    private static View of(Identity identity) {
      return new View(
          identity.objectId(),
          identity.displayName(),
          identity.enabled(),
          identity.roles().stream().sorted().map(Role::name).toList());
    }
  }
}
