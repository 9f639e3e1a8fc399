package dev.freehold.vault.management;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.vault.policy.BuiltInRole;
import dev.freehold.vault.policy.RoleAssignment;
import dev.freehold.vault.wire.WireJson;
import java.util.UUID;

/** Roles and their assignments as JSON. */
final class RoleJson {

  private RoleJson() {}

  static ObjectNode definition(UUID subscriptionId, BuiltInRole role) {
    ObjectNode node = WireJson.object();
    node.put("id", definitionId(subscriptionId, role));
    node.put("name", role.id().toString());
    node.put("type", "Microsoft.Authorization/roleDefinitions");
    ObjectNode properties = node.putObject("properties");
    properties.put("roleName", role.title());
    properties.put("type", "BuiltInRole");
    properties.put("description", "");
    properties.putArray("assignableScopes").add("/");
    ObjectNode permission = properties.putArray("permissions").addObject();
    ArrayNode actions = permission.putArray("actions");
    role.actions().forEach(actions::add);
    permission.putArray("notActions");
    ArrayNode dataActions = permission.putArray("dataActions");
    role.dataActions().forEach(dataActions::add);
    permission.putArray("notDataActions");
    return node;
  }

  /** {@code scope} is the path of what the role is for. */
  static ObjectNode assignment(UUID subscriptionId, RoleAssignment assignment, String scope) {
    ObjectNode node = WireJson.object();
    node.put(
        "id",
        "%s/providers/Microsoft.Authorization/roleAssignments/%s"
            .formatted(scope, assignment.id()));
    node.put("name", assignment.id().toString());
    node.put("type", "Microsoft.Authorization/roleAssignments");
    ObjectNode properties = node.putObject("properties");
    properties.put("roleDefinitionId", definitionId(subscriptionId, assignment.role()));
    properties.put("principalId", assignment.principalId().toString());
    properties.put("principalType", assignment.principalType());
    properties.put("scope", scope);
    properties.put("createdOn", assignment.createdAt().toString());
    properties.put("updatedOn", assignment.createdAt().toString());
    properties.put("createdBy", assignment.createdBy());
    properties.put("updatedBy", assignment.createdBy());
    return node;
  }

  private static String definitionId(UUID subscriptionId, BuiltInRole role) {
    return "/subscriptions/%s/providers/Microsoft.Authorization/roleDefinitions/%s"
        .formatted(subscriptionId, role.id());
  }
}
