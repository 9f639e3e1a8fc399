package dev.freehold.shell.azure.vaults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.run.binding.Validation;
import dev.freehold.shell.azure.call.AzureCall;
import dev.freehold.shell.azure.call.AzureSession;
import dev.freehold.shell.azure.call.Declared;
import dev.freehold.shell.azure.call.Management;
import dev.freehold.shell.azure.call.Tags;
import dev.freehold.shell.azure.call.VaultId;
import dev.freehold.shell.azure.call.VaultSelection;
import dev.freehold.shell.view.CmdletTypes;

/** {@code Update-AzKeyVault}: changes what the call names and leaves the rest. */
public final class UpdateVaultCmdlet {

  private static final String BY_NAME = "UpdateByNameParameterSet";
  private static final String BY_OBJECT = "UpdateByInputObjectParameterSet";
  private static final String BY_ID = "UpdateByResourceIdParameterSet";

  private UpdateVaultCmdlet() {}

  public static CmdletInfo info(AzureSession session) {
    return Declared.changing(Declared.KEY_VAULT, "Update-AzKeyVault", "Changes a key vault.")
        .alias("Update-AzureRmKeyVault")
        .defaultSet(BY_NAME)
        .with(
            Parameter.text("ResourceGroupName").in(BY_NAME).mandatory(),
            Parameter.text("VaultName").alias("Name").in(BY_NAME).mandatory(),
            Declared.object("InputObject", CmdletTypes.VAULT).in(BY_OBJECT).mandatory().byValue(),
            Parameter.text("ResourceId").in(BY_ID).mandatory().byPropertyName(),
            Parameter.flag("EnableSoftDelete"),
            Parameter.flag("EnablePurgeProtection"),
            Declared.truth("EnableRbacAuthorization"),
            Declared.truth("DisableRbacAuthorization"),
            Parameter.text("PublicNetworkAccess").valid(Validation.set("Enabled", "Disabled")),
            Declared.tags(),
            Declared.subscriptionId())
        .writes(CmdletTypes.VAULT)
        .does(() -> session.cmdlet(UpdateVaultCmdlet::run));
  }

  private static void run(AzureCall call) {
    VaultSelection selection = new VaultSelection(call);
    if (!call.shouldProcess(selection.name(), "Update key vault")) {
      return;
    }
    VaultId id = VaultId.required(selection.required().path("id").asText());
    JsonNode changed = call.management().send("PATCH", id.path(), Management.VAULTS, body(call));
    call.write(new VaultObjects(call).whole(changed));
  }

  private static ObjectNode body(AzureCall call) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (call.bound().has("Tag")) {
      body.set("tags", Tags.toJson(call.bound().value("Tag")));
    }
    ObjectNode properties = body.putObject("properties");
    if (call.bound().flag("EnablePurgeProtection")) {
      properties.put("enablePurgeProtection", true);
    }
    if (call.bound().has("EnableRbacAuthorization")) {
      properties.put("enableRbacAuthorization", call.bound().flag("EnableRbacAuthorization"));
    }
    if (call.bound().has("DisableRbacAuthorization")) {
      properties.put("enableRbacAuthorization", !call.bound().flag("DisableRbacAuthorization"));
    }
    VaultFlags.network(call, properties);
    return body;
  }
}
