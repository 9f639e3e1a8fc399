package dev.freehold.vault.management;

import dev.freehold.crypto.KeyVaultNames;
import dev.freehold.vault.policy.BuiltInRole;
import dev.freehold.vault.policy.RoleAssignment;
import dev.freehold.vault.policy.RoleScope;
import dev.freehold.vault.registry.Registry;
import dev.freehold.vault.registry.Vault;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.WireError;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Roles, and who holds them for a subscription, a vault or one key. */
final class RoleHandlers {

  private static final Set<String> DEFINITION_FILTERS =
      Set.of("roleName", "type", "atScopeAndBelow");
  private static final Set<String> ASSIGNMENT_FILTERS =
      Set.of("atScope", "principalId", "assignedTo");

  private final Registry registry;

  RoleHandlers(Registry registry) {
    this.registry = registry;
  }

  Answer definitions(ManagementCall call) {
    ResourceFilter filter = ResourceFilter.of(call.exchange().uri(), DEFINITION_FILTERS);
    List<BuiltInRole> roles =
        Arrays.stream(BuiltInRole.values())
            .filter(role -> filter.admits("roleName", role.title()))
            .filter(role -> filter.admits("type", "BuiltInRole"))
            .toList();
    return ResourcePage.whole(roles, role -> RoleJson.definition(call.subscription().id(), role));
  }

  Answer definition(ManagementCall call) {
    return BuiltInRole.of(AccessPolicyJson.guid(call.parameter("id"), "roleDefinitionId"))
        .map(role -> Answer.ok(RoleJson.definition(call.subscription().id(), role)))
        .orElseThrow(
            () ->
                WireError.of(
                    404, "RoleDefinitionDoesNotExist", "The role definition does not exist."));
  }

  /** Those for the scope in the path and above it; below it too unless {@code atScope()}. */
  Answer list(ManagementCall call) {
    ResourceFilter filter = ResourceFilter.of(call.exchange().uri(), ASSIGNMENT_FILTERS);
    boolean below = filter.value("atScope").isEmpty();
    return call.exchange()
        .read(
            tx -> {
              RoleScope scope = scope(tx, call);
              List<RoleAssignment> found =
                  registry.roles().list(tx, call.subscription().id()).stream()
                      .filter(
                          one -> one.scope().covers(scope) || (below && scope.covers(one.scope())))
                      .filter(one -> filter.admits("principalId", one.principalId().toString()))
                      .filter(one -> filter.admits("assignedTo", one.principalId().toString()))
                      .toList();
              return ResourcePage.whole(
                  found,
                  one ->
                      RoleJson.assignment(
                          call.subscription().id(), one, path(tx, call, one.scope())));
            });
  }

  Answer get(ManagementCall call) {
    return call.exchange()
        .read(
            tx ->
                find(tx, call)
                    .map(found -> answer(tx, call, 200, found))
                    .orElseThrow(
                        () ->
                            WireError.of(
                                404,
                                "RoleAssignmentNotFound",
                                "The role assignment '%s' is not found."
                                    .formatted(call.parameter("id")))));
  }

  Answer put(ManagementCall call) {
    RoleBody body = RoleBody.read(call.json());
    UUID id = AccessPolicyJson.guid(call.parameter("id"), "roleAssignmentId");
    return ManagementErrors.answering(
        "RoleAssignmentExists",
        () ->
            call.exchange()
                .commit(
                    tx -> {
                      RoleAssignment wanted =
                          new RoleAssignment(
                              id,
                              scope(tx, call),
                              body.principalId(),
                              body.principalType(),
                              body.role(),
                              call.author().id(),
                              registry.roles().now());
                      return put(tx, call, wanted);
                    }));
  }

  private Answer put(Handle tx, ManagementCall call, RoleAssignment wanted) {
    note(call, wanted);
    UUID subscription = call.subscription().id();
    Optional<RoleAssignment> present = registry.roles().find(tx, subscription, wanted.id());
    if (present.isEmpty()) {
      registry.roles().create(tx, subscription, wanted);
      return answer(tx, call, 201, wanted);
    }
    if (!present.get().sameGrant(wanted)) {
      throw WireError.of(
          409,
          "RoleAssignmentUpdateNotPermitted",
          "The role, principal and scope of a role assignment cannot be changed.");
    }
    return answer(tx, call, 200, present.get());
  }

  Answer delete(ManagementCall call) {
    return call.exchange()
        .commit(
            tx -> {
              Optional<RoleAssignment> found = find(tx, call);
              if (found.isEmpty()) {
                return Answer.noContent();
              }
              note(call, found.get());
              Answer answer = answer(tx, call, 200, found.get());
              registry.roles().remove(tx, call.subscription().id(), found.get().id());
              return answer;
            });
  }

  /** Says in the record of the request whose role it is, and which. */
  private static void note(ManagementCall call, RoleAssignment one) {
    call.exchange()
        .trail()
        .noteOfSomebody(
            "roleAssignment", "%s: %s".formatted(one.principalId(), one.role().title()));
  }

  private Optional<RoleAssignment> find(Handle tx, ManagementCall call) {
    UUID id = AccessPolicyJson.guid(call.parameter("id"), "roleAssignmentId");
    RoleScope scope = scope(tx, call);
    return registry
        .roles()
        .find(tx, call.subscription().id(), id)
        .filter(found -> scope.covers(found.scope()));
  }

  /** What the path names. */
  private RoleScope scope(Handle tx, ManagementCall call) {
    if (call.vaultName() == null) {
      return RoleScope.SUBSCRIPTION;
    }
    Vault vault =
        registry
            .vaults()
            .find(tx, call.vaultName())
            .filter(found -> VaultHandlers.isHere(call, found))
            .orElseThrow(() -> ManagementErrors.vaultNotFound(call));
    String key = call.parameter("key");
    if (key == null) {
      return RoleScope.ofVault(vault.id());
    }
    if (!KeyVaultNames.isKey(key)) {
      throw ManagementErrors.badRequest("The scope names no key.");
    }
    return RoleScope.ofKey(vault.id(), key.toLowerCase(Locale.ROOT));
  }

  private Answer answer(Handle tx, ManagementCall call, int status, RoleAssignment found) {
    return Answer.of(
        status,
        RoleJson.assignment(call.subscription().id(), found, path(tx, call, found.scope())));
  }

  private String path(Handle tx, ManagementCall call, RoleScope scope) {
    String key = scope.key().map(name -> "/keys/" + name).orElse("");
    return scope
        .vaultId()
        .flatMap(vault -> registry.vaults().resourceId(tx, vault))
        .map(vault -> vault + key)
        .orElse("/subscriptions/" + call.subscription().id());
  }
}
