package dev.freehold.shell.azure.vaults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.Members;
import dev.freehold.powershell.value.Text;
import dev.freehold.shell.azure.call.AzureCall;
import dev.freehold.shell.azure.call.AzureSession;
import dev.freehold.shell.azure.call.Declared;
import dev.freehold.shell.azure.call.LocationParameter;
import dev.freehold.shell.azure.call.Management;
import dev.freehold.shell.azure.call.Tags;
import dev.freehold.shell.azure.call.VaultId;
import dev.freehold.shell.azure.call.VaultSelection;
import dev.freehold.shell.view.CmdletTypes;

/** {@code Undo-AzKeyVaultRemoval}: recovers a deleted vault. */
public final class UndoVaultCmdlet {

  private static final String DEFAULT = "default";
  private static final String OBJECT = "inputObject";

  private UndoVaultCmdlet() {}

  public static CmdletInfo info(AzureSession session) {
    return Declared.changing(
            Declared.KEY_VAULT, "Undo-AzKeyVaultRemoval", "Recovers a deleted key vault.")
        .alias("Undo-AzureRmKeyVaultRemoval")
        .defaultSet(DEFAULT)
        .with(
            Parameter.text("VaultName").alias("Name").in(DEFAULT).mandatory().at(0),
            Parameter.text("ResourceGroupName").in(DEFAULT).mandatory().at(1),
            Parameter.text("Location").in(DEFAULT).mandatory().at(2),
            Declared.object("InputObject", CmdletTypes.DELETED_VAULT)
                .in(OBJECT)
                .mandatory()
                .at(0)
                .byValue(),
            Declared.tags(),
            Declared.subscriptionId())
        .writes(CmdletTypes.VAULT)
        .does(() -> session.cmdlet(UndoVaultCmdlet::run));
  }

  private static void run(AzureCall call) {
    VaultSelection selection = new VaultSelection(call);
    if (!call.shouldProcess(selection.name(), "Recover vault")) {
      return;
    }
    VaultId id = selection.find().orElseThrow();
    String location =
        LocationParameter.given(call)
            .orElseGet(() -> Text.of(Members.get(call.bound().value("InputObject"), "Location")));
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("location", location);
    ObjectNode properties = body.putObject("properties").put("createMode", "recover");
    properties.put("tenantId", call.account().tenantId().toString());
    properties.putObject("sku").put("family", "A").put("name", "standard");
    JsonNode recovered = call.management().send("PUT", id.path(), Management.VAULTS, body);
    if (call.bound().has("Tag")) {
      ObjectNode tags = JsonNodeFactory.instance.objectNode();
      tags.set("tags", Tags.toJson(call.bound().value("Tag")));
      recovered = call.management().send("PATCH", id.path(), Management.VAULTS, tags);
    }
    call.write(new VaultObjects(call).whole(recovered));
  }
}
