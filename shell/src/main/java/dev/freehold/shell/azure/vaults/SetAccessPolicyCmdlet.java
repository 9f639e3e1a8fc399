package dev.freehold.shell.azure.vaults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.run.binding.ArgumentTypes;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Consequences;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.shell.azure.call.AzureCall;
import dev.freehold.shell.azure.call.AzureFailure;
import dev.freehold.shell.azure.call.AzureSession;
import dev.freehold.shell.azure.call.Declared;
import dev.freehold.shell.azure.call.Management;
import dev.freehold.shell.azure.call.VaultId;
import dev.freehold.shell.azure.call.VaultSelection;
import dev.freehold.shell.view.CmdletTypes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** {@code Set-AzKeyVaultAccessPolicy}: each list that is given replaces what its principal had. */
public final class SetAccessPolicyCmdlet {

  private static final Map<String, List<String>> FAMILIES =
      new TreeMap<>(
          Map.of(
              "Keys", PolicyParameters.KEYS,
              "Secrets", PolicyParameters.SECRETS,
              "Certificates", PolicyParameters.CERTIFICATES,
              "Storage", PolicyParameters.STORAGE));

  private static final List<String> USES =
      List.of("EnabledForDeployment", "EnabledForTemplateDeployment", "EnabledForDiskEncryption");

  private final AzureCall call;

  private SetAccessPolicyCmdlet(AzureCall call) {
    this.call = call;
  }

  public static CmdletInfo info(AzureSession session) {
    return Declared.changing(
            Declared.KEY_VAULT,
            "Set-AzKeyVaultAccessPolicy",
            "Grants permissions on a vault, or replaces those that somebody has.")
        .alias("Set-AzureRmKeyVaultAccessPolicy")
        .defaultSet(PolicyParameters.defaultSet())
        .with(
            PolicyParameters.common(ArgumentTypes.object(CmdletTypes.VAULT_ITEM))
                .toArray(Parameter[]::new))
        .with(
            PolicyParameters.bypass(),
            PolicyParameters.permissions("PermissionsToKeys", PolicyParameters.KEYS),
            PolicyParameters.permissions("PermissionsToSecrets", PolicyParameters.SECRETS),
            PolicyParameters.permissions(
                "PermissionsToCertificates", PolicyParameters.CERTIFICATES),
            PolicyParameters.permissions("PermissionsToStorage", PolicyParameters.STORAGE))
        .writes(CmdletTypes.VAULT)
        .does(() -> session.cmdlet(call -> new SetAccessPolicyCmdlet(call).run()));
  }

  private void run() {
    boolean forVault = call.bound().set().endsWith(PolicyParameters.FOR_VAULT);
    if (forVault) {
      requireUse();
    } else {
      requirePermissions();
    }
    JsonNode vault = new VaultSelection(call).required();
    String objectId =
        forVault
            ? ""
            : PrincipalParameters.objectId(call, !call.bound().flag("BypassObjectIdValidation"));
    VaultId id = VaultId.required(vault.path("id").asText());
    Consequences consequences =
        isLoss(vault, objectId)
            ? Consequences.of(() -> new VaultConsequences(call, vault).of(objectId))
            : Consequences.none();
    if (!call.shouldProcess(vault.path("name").asText(), "Set vault access policy", consequences)) {
      return;
    }
    if (!forVault) {
      AccessPolicies.warnOfRoles(call, vault);
    }
    if (forVault) {
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      ObjectNode properties = body.putObject("properties");
      USES.stream()
          .filter(use -> call.bound().has(use))
          .forEach(use -> properties.put(VaultFlags.member(use), call.bound().flag(use)));
      call.management().send("PATCH", id.path(), Management.VAULTS, body);
    } else {
      change(id, vault, objectId);
    }
    if (call.bound().flag("PassThru")) {
      call.write(new VaultObjects(call).whole(call.management().get(id.path(), Management.VAULTS)));
    }
  }

  /** Whether somebody who has permissions on keys would have fewer. */
  private boolean isLoss(JsonNode vault, String objectId) {
    if (!call.bound().has("PermissionsToKeys")) {
      return false;
    }
    List<String> wanted =
        call.bound().texts("PermissionsToKeys").stream()
            .map(word -> word.toLowerCase(Locale.ROOT))
            .toList();
    return !wanted.contains("all")
        && AccessPolicies.of(vault)
            .find(objectId, call.text("ApplicationId"))
            .map(entry -> entry.at("/permissions/keys"))
            .filter(
                present ->
                    StreamSupport.stream(present.spliterator(), false)
                        .anyMatch(word -> !wanted.contains(word.asText().toLowerCase(Locale.ROOT))))
            .isPresent();
  }

  private void requireUse() {
    if (USES.stream().noneMatch(call.bound()::has)) {
      throw AzureFailure.argument(
          "NoUse",
          "At least one of -EnabledForDeployment, -EnabledForTemplateDeployment, or"
              + " -EnabledForDiskEncryption must be specified.");
    }
  }

  private void requirePermissions() {
    if (FAMILIES.keySet().stream()
        .noneMatch(family -> call.bound().has("PermissionsTo" + family))) {
      throw AzureFailure.argument(
          "NoPermission",
          "At least one permission should be selected for key access or secret access.");
    }
    for (String family : FAMILIES.keySet()) {
      List<String> words = call.bound().texts("PermissionsTo" + family);
      if (words.size() > 1 && words.stream().anyMatch("all"::equalsIgnoreCase)) {
        throw AzureFailure.argument(
            "InvalidPermissions",
            ("Invalid permissions to %s. The list contains \"all\" along with other permissions."
                    + " Give \"all\" alone, or the others without it.")
                .formatted(VaultFlags.member(family)));
      }
    }
  }

  private void change(VaultId id, JsonNode vault, String objectId) {
    AccessPolicies policies = AccessPolicies.of(vault);
    ObjectNode entry =
        policies.entry(call.account().tenantId().toString(), objectId, call.text("ApplicationId"));
    ObjectNode permissions = entry.withObjectProperty("permissions");
    boolean any = false;
    for (Map.Entry<String, List<String>> family : FAMILIES.entrySet()) {
      String parameter = "PermissionsTo" + family.getKey();
      ArrayNode present = permissions.withArrayProperty(VaultFlags.member(family.getKey()));
      if (call.bound().has(parameter)) {
        present.removeAll();
        call.bound().texts(parameter).stream()
            .map(word -> spelling(word, family.getValue()))
            .distinct()
            .forEach(present::add);
      }
      any |= !present.isEmpty();
    }
    if (any) {
      policies.send(call, id, "replace", entry);
    } else {
      policies.remove(call, id, entry);
    }
  }

  private static String spelling(String word, List<String> words) {
    return words.stream().filter(word::equalsIgnoreCase).findFirst().orElse(word);
  }
}
