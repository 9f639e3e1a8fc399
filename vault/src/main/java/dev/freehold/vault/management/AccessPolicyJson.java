package dev.freehold.vault.management;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.vault.policy.AccessPolicy;
import dev.freehold.vault.policy.PermissionFamily;
import dev.freehold.vault.policy.Permissions;
import dev.freehold.vault.wire.JsonBody;
import dev.freehold.vault.wire.WireJson;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Access policies as JSON. */
final class AccessPolicyJson {

  private AccessPolicyJson() {}

  static ArrayNode write(List<AccessPolicy> policies) {
    ArrayNode array = WireJson.array();
    policies.forEach(policy -> array.add(write(policy)));
    return array;
  }

  private static ObjectNode write(AccessPolicy policy) {
    ObjectNode node = WireJson.object();
    node.put("tenantId", policy.tenantId().toString());
    node.put("objectId", policy.objectId().toString());
    policy.applicationId().ifPresent(id -> node.put("applicationId", id.toString()));
    ObjectNode permissions = node.putObject("permissions");
    for (PermissionFamily family : PermissionFamily.values()) {
      ArrayNode words = permissions.putArray(family.member());
      policy.permissions().of(family).forEach(words::add);
    }
    return node;
  }

  /** The member {@code accessPolicies} of {@code properties}. */
  static Optional<List<AccessPolicy>> read(JsonBody properties) {
    return properties
        .objects("accessPolicies")
        .map(policies -> policies.stream().map(AccessPolicyJson::readOne).toList());
  }

  private static AccessPolicy readOne(JsonBody policy) {
    return new AccessPolicy(
        guid(policy.requiredText("tenantId"), "tenantId"),
        guid(policy.requiredText("objectId"), "objectId"),
        policy.text("applicationId").map(text -> guid(text, "applicationId")),
        policy.object("permissions").map(AccessPolicyJson::permissions).orElse(Permissions.NONE));
  }

  private static Permissions permissions(JsonBody body) {
    Map<PermissionFamily, List<String>> words = new EnumMap<>(PermissionFamily.class);
    for (PermissionFamily family : PermissionFamily.values()) {
      body.texts(family.member()).ifPresent(list -> words.put(family, list));
    }
    return new Permissions(words);
  }

  /** Only the full form with dashes; the JDK's reader also takes shortened ones. */
  static UUID guid(String text, String member) {
    if (!text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
      throw ManagementErrors.badRequest("The property %s is not a GUID.".formatted(member));
    }
    return UUID.fromString(text);
  }
}
