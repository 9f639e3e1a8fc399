package dev.freehold.shell.azure.vaults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.run.binding.ArgumentTypes;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Consequences;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.shell.azure.call.AzureCall;
import dev.freehold.shell.azure.call.AzureSession;
import dev.freehold.shell.azure.call.Declared;
import dev.freehold.shell.azure.call.Management;
import dev.freehold.shell.azure.call.VaultId;
import dev.freehold.shell.azure.call.VaultSelection;
import dev.freehold.shell.view.CmdletTypes;
import java.util.List;

/** {@code Remove-AzKeyVaultAccessPolicy}: removes all permissions of one principal. */
public final class RemoveAccessPolicyCmdlet {

  private static final List<String> USES =
      List.of("EnabledForDeployment", "EnabledForTemplateDeployment", "EnabledForDiskEncryption");

  private RemoveAccessPolicyCmdlet() {}

  public static CmdletInfo info(AzureSession session) {
    return Declared.changing(
            Declared.KEY_VAULT,
            "Remove-AzKeyVaultAccessPolicy",
            "Removes all permissions that somebody has on a vault.")
        .alias("Remove-AzureRmKeyVaultAccessPolicy")
        .defaultSet(PolicyParameters.defaultSet())
        .with(
            PolicyParameters.common(ArgumentTypes.object(CmdletTypes.VAULT))
                .toArray(Parameter[]::new))
        .writes(CmdletTypes.VAULT)
        .does(() -> session.cmdlet(RemoveAccessPolicyCmdlet::run));
  }

  private static void run(AzureCall call) {
    boolean forVault = call.bound().set().endsWith(PolicyParameters.FOR_VAULT);
    JsonNode vault = new VaultSelection(call).required();
    String objectId = forVault ? "" : PrincipalParameters.objectId(call, false);
    VaultId id = VaultId.required(vault.path("id").asText());
    Consequences consequences =
        forVault
            ? Consequences.none()
            : Consequences.of(() -> new VaultConsequences(call, vault).of(objectId));
    if (!call.shouldProcess(
        vault.path("name").asText(), "Remove vault access policy", consequences)) {
      return;
    }
    if (!forVault) {
      AccessPolicies.warnOfRoles(call, vault);
    }
    if (forVault) {
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      ObjectNode properties = body.putObject("properties");
      USES.stream()
          .filter(call.bound()::flag)
          .forEach(use -> properties.put(VaultFlags.member(use), false));
      call.management().send("PATCH", id.path(), Management.VAULTS, body);
    } else {
      AccessPolicies policies = AccessPolicies.of(vault);
      policies
          .find(objectId, call.text("ApplicationId"))
          .ifPresent(entry -> policies.send(call, id, "remove", entry));
    }
    if (call.bound().flag("PassThru")) {
      call.write(new VaultObjects(call).whole(call.management().get(id.path(), Management.VAULTS)));
    }
  }
}
