package dev.freehold.shell.azure.vaults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.shell.azure.call.AzureCall;
import dev.freehold.shell.azure.call.JsonValues;
import dev.freehold.shell.azure.call.Management;
import dev.freehold.shell.azure.call.VaultId;
import java.util.Optional;

/** A vault's access policies as they came. */
record AccessPolicies(JsonNode entries) {

  static AccessPolicies of(JsonNode vault) {
    return new AccessPolicies(vault.at("/properties/accessPolicies"));
  }

  /** Says that what was asked for has no effect, if the vault goes by roles. */
  static void warnOfRoles(AzureCall call, JsonNode vault) {
    if (vault.at("/properties/enableRbacAuthorization").asBoolean()) {
      call.warning(
          ("The vault '%s' goes by roles, so an access policy has no effect on it. Give a role with"
                  + " New-AzRoleAssignment -Scope %s, or go back to access policies with"
                  + " Update-AzKeyVault -EnableRbacAuthorization $false.")
              .formatted(vault.path("name").asText(), vault.path("id").asText()));
    }
  }

  /** A copy of what a principal has, if it has something. */
  Optional<ObjectNode> find(String objectId, Optional<String> applicationId) {
    for (JsonNode entry : entries) {
      if (entry.path("objectId").asText().equalsIgnoreCase(objectId)
          && entry.path("applicationId").asText("").equalsIgnoreCase(applicationId.orElse(""))) {
        return Optional.of(entry.deepCopy());
      }
    }
    return Optional.empty();
  }

  /** The same, or an entry without permissions. */
  ObjectNode entry(String tenantId, String objectId, Optional<String> applicationId) {
    return find(objectId, applicationId)
        .orElseGet(
            () -> {
              ObjectNode entry = JsonNodeFactory.instance.objectNode();
              entry.put("tenantId", tenantId).put("objectId", objectId);
              applicationId.ifPresent(id -> entry.put("applicationId", id));
              return entry;
            });
  }

  /**
   * Changes one principal's entry.
   *
   * @param change {@code replace} or {@code remove}
   */
  void send(AzureCall call, VaultId vault, String change, JsonNode entry) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("properties").putArray("accessPolicies").add(entry);
    call.management()
        .send("PUT", vault.path() + "/accessPolicies/" + change, Management.VAULTS, body);
  }

  /** Takes away all that a principal has; nothing to do if it has nothing. */
  void remove(AzureCall call, VaultId vault, JsonNode entry) {
    Optional<String> application =
        Optional.ofNullable(JsonValues.text(entry.path("applicationId")));
    find(entry.path("objectId").asText(), application)
        .ifPresent(present -> send(call, vault, "remove", present));
  }
}
