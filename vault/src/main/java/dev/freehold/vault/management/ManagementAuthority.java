package dev.freehold.vault.management;

import dev.freehold.vault.auth.TokenCaller;
import dev.freehold.vault.policy.RoleAssignment;
import dev.freehold.vault.policy.RoleScope;
import dev.freehold.vault.registry.Registry;
import dev.freehold.vault.subscriptions.Subscription;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Who may do what in a subscription: owners everything, holders of a role what it names. Everybody
 * else gets the same refusal whether the subscription exists or not, and whosever it is.
 */
final class ManagementAuthority {

  private final Registry registry;

  ManagementAuthority(Registry registry) {
    this.registry = registry;
  }

  /**
   * The subscription that {@code parameters} name, if the caller may do {@code action} there.
   *
   * @throws dev.freehold.vault.wire.WireError 403 if not
   */
  Subscription require(
      Handle tx, TokenCaller caller, String action, Map<String, String> parameters) {
    UUID id = AccessPolicyJson.guid(parameters.get("subscription"), "subscriptionId");
    return registry
        .subscriptions()
        .find(tx, id)
        .filter(found -> found.tenantId().equals(caller.tenantId()))
        .filter(found -> mayDo(tx, found, caller, action, parameters))
        .orElseThrow(() -> ManagementErrors.notAuthorized(caller, action, id));
  }

  private boolean mayDo(
      Handle tx,
      Subscription found,
      TokenCaller caller,
      String action,
      Map<String, String> parameters) {
    if (found.owners().contains(caller.objectId())) {
      return true;
    }
    if (action.equals(Actions.READ_SUBSCRIPTION)) {
      return registry.subscriptions().visibleTo(tx, caller).contains(found);
    }
    RoleScope wanted = scope(tx, found, Optional.ofNullable(parameters.get("deleted")));
    return registry.roles().list(tx, found.id()).stream()
        .filter(assignment -> assignment.isFor(caller))
        .filter(assignment -> assignment.scope().covers(wanted))
        .map(RoleAssignment::role)
        .anyMatch(role -> role.actions().contains(action));
  }

  /** The deleted vault that the path names, since only those can be reached by a role. */
  private RoleScope scope(Handle tx, Subscription subscription, Optional<String> deletedVault) {
    return deletedVault
        .flatMap(name -> registry.deleted().find(tx, name))
        .map(deleted -> deleted.vault())
        .filter(vault -> vault.subscriptionId().equals(subscription.id()))
        .map(vault -> RoleScope.ofVault(vault.id()))
        .orElse(RoleScope.SUBSCRIPTION);
  }
}
