package dev.freehold.vault.management;

import dev.freehold.vault.policy.BuiltInRole;
import dev.freehold.vault.wire.JsonBody;
import dev.freehold.vault.wire.WireError;
import java.util.List;
import java.util.UUID;

/**
 * The body of a role assignment's PUT.
 *
 * @param role what is assigned
 * @param principalId to whom
 * @param principalType what the assigner says the principal is
 */
record RoleBody(BuiltInRole role, UUID principalId, String principalType) {

  private static final List<String> TYPES =
      List.of("User", "Group", "ServicePrincipal", "ForeignGroup", "Device", "Unknown");

  static RoleBody read(JsonBody body) {
    JsonBody properties =
        body.object("properties").orElseThrow(() -> ManagementErrors.missing("properties"));
    if (!properties.text("condition").orElse("").isEmpty()) {
      throw ManagementErrors.badRequest(
          "Conditions of role assignments are not supported; leave the property condition out.");
    }
    return new RoleBody(
        role(required(properties, "roleDefinitionId")),
        AccessPolicyJson.guid(required(properties, "principalId"), "principalId"),
        type(properties.text("principalType").orElse("Unknown")));
  }

  private static BuiltInRole role(String definitionId) {
    String guid = definitionId.substring(definitionId.lastIndexOf('/') + 1);
    return BuiltInRole.of(AccessPolicyJson.guid(guid, "roleDefinitionId"))
        .orElseThrow(
            () ->
                WireError.of(
                    404,
                    "RoleDefinitionDoesNotExist",
                    "The specified role definition with ID '%s' does not exist.".formatted(guid)));
  }

  private static String type(String word) {
    return TYPES.stream()
        .filter(word::equalsIgnoreCase)
        .findFirst()
        .orElseThrow(
            () ->
                ManagementErrors.badRequest(
                    "The property principalType is one of %s."
                        .formatted(String.join(", ", TYPES))));
  }

  private static String required(JsonBody properties, String name) {
    return properties.text(name).orElseThrow(() -> ManagementErrors.missing("properties." + name));
  }
}
