package dev.freehold.shell.azure.roles;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.shell.azure.call.AzureCall;
import dev.freehold.shell.azure.call.AzureFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

/**
 * Roles and who has them, of one scope and what is above it.
 *
 * @param scope the path of a subscription, a vault or a key
 */
record ScopeRoles(AzureCall call, String scope) {

  static final String API = "2022-04-01";
  static final String ASSIGNMENT =
      "Microsoft.Azure.Commands.Resources.Models.Authorization.PSRoleAssignment";
  static final String DEFINITION =
      "Microsoft.Azure.Commands.Resources.Models.Authorization.PSRoleDefinition";
  private static final String PROVIDER = "/providers/Microsoft.Authorization";

  String path(String id) {
    return scope + PROVIDER + "/roleAssignments/" + id;
  }

  void each(Consumer<JsonNode> taker) {
    call.management().each(scope + PROVIDER + "/roleAssignments", API, taker);
  }

  void eachRole(Consumer<JsonNode> taker) {
    call.management().each(scope + PROVIDER + "/roleDefinitions", API, taker);
  }

  /** The role of a name or id. */
  JsonNode role(String nameOrId) {
    List<JsonNode> all = new ArrayList<>();
    eachRole(all::add);
    return all.stream()
        .filter(
            role ->
                role.at("/properties/roleName").asText().equalsIgnoreCase(nameOrId)
                    || role.path("name").asText().equalsIgnoreCase(nameOrId))
        .findFirst()
        .orElseThrow(
            () ->
                AzureFailure.missing(
                    "RoleDefinitionNotFound",
                    "Cannot find role definition with name '%s'. Get-AzRoleDefinition shows them."
                        .formatted(nameOrId)));
  }

  /** Assignments as objects, with the names of who has them. */
  List<PsObject> toObjects(List<JsonNode> assignments) {
    Map<String, String> titles = new HashMap<>();
    eachRole(
        role -> titles.put(role.path("name").asText(), role.at("/properties/roleName").asText()));
    Map<String, String> people = names(assignments);
    return assignments.stream().map(one -> toObject(one, titles, people)).toList();
  }

  private Map<String, String> names(List<JsonNode> assignments) {
    return call.directory()
        .namesIfAny(
            assignments.stream().map(one -> one.at("/properties/principalId").asText()).toList());
  }

  private static PsObject toObject(
      JsonNode one, Map<String, String> titles, Map<String, String> people) {
    JsonNode properties = one.path("properties");
    String definition = properties.path("roleDefinitionId").asText();
    String id = definition.substring(definition.lastIndexOf('/') + 1);
    String principal = properties.path("principalId").asText();
    String shown = people.getOrDefault(principal, "");
    int bracket = shown.lastIndexOf(" (");
    return PsObject.ofType(ASSIGNMENT)
        .with("RoleAssignmentName", one.path("name").asText())
        .with("RoleAssignmentId", one.path("id").asText())
        .with("Scope", properties.path("scope").asText())
        .with("DisplayName", bracket < 0 ? shown : shown.substring(0, bracket))
        .with("SignInName", bracket < 0 ? "" : shown.substring(bracket + 2, shown.length() - 1))
        .with("RoleDefinitionName", titles.getOrDefault(id, ""))
        .with("RoleDefinitionId", id)
        .with("ObjectId", principal)
        .with("ObjectType", properties.path("principalType").asText());
  }

  static PsObject definition(JsonNode role) {
    JsonNode permissions = role.at("/properties/permissions/0");
    return PsObject.ofType(DEFINITION)
        .with("Name", role.at("/properties/roleName").asText())
        .with("Id", role.path("name").asText())
        .with("IsCustom", false)
        .with("Description", role.at("/properties/description").asText())
        .with("Actions", texts(permissions.path("actions")))
        .with("NotActions", texts(permissions.path("notActions")))
        .with("DataActions", texts(permissions.path("dataActions")))
        .with("NotDataActions", texts(permissions.path("notDataActions")))
        .with("AssignableScopes", texts(role.at("/properties/assignableScopes")));
  }

  private static List<Object> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).<Object>map(JsonNode::asText).toList();
  }
}
