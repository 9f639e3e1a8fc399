package dev.freehold.vault.management;

import static dev.freehold.vault.management.ManagementRoutes.change;
import static dev.freehold.vault.management.ManagementRoutes.read;

import dev.freehold.vault.wire.CallHandler;
import dev.freehold.vault.wire.VaultRoutes;
import dev.freehold.web.http.Route;
import java.util.List;
import java.util.stream.Stream;

/** Roles and their assignments, below everything that a role can be assigned for. */
final class RoleRoutes {

  private static final List<String> SCOPES =
      List.of(
          ManagementRoutes.SUBSCRIPTION,
          ManagementRoutes.VAULT,
          ManagementRoutes.VAULT + "/keys/{key}");

  private RoleRoutes() {}

  static List<Route<String, CallHandler<ManagementCall>>> list(RoleHandlers handlers) {
    return SCOPES.stream().flatMap(scope -> below(scope, handlers)).toList();
  }

  private static Stream<Route<String, CallHandler<ManagementCall>>> below(
      String scope, RoleHandlers handlers) {
    String definitions = scope + "/providers/Microsoft.Authorization/roleDefinitions";
    String assignments = scope + "/providers/Microsoft.Authorization/roleAssignments";
    String one = assignments + "/{id}";
    return Stream.of(
        read(definitions, "RoleDefinitionList", Actions.READ_ROLE, handlers::definitions),
        read(definitions + "/{id}", "RoleDefinitionGet", Actions.READ_ROLE, handlers::definition),
        read(assignments, "RoleAssignmentList", Actions.READ_ASSIGNMENT, handlers::list),
        read(one, "RoleAssignmentGet", Actions.READ_ASSIGNMENT, handlers::get),
        change("PUT", one, "RoleAssignmentPut", Actions.WRITE_ASSIGNMENT, handlers::put),
        VaultRoutes.of(
            "DELETE", one, "RoleAssignmentDelete", Actions.DELETE_ASSIGNMENT, 0, handlers::delete));
  }
}
