package dev.freehold.shell.azure.vaults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Consequences;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.Members;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.Text;
import dev.freehold.shell.azure.call.AzureCall;
import dev.freehold.shell.azure.call.AzureFailure;
import dev.freehold.shell.azure.call.AzureSession;
import dev.freehold.shell.azure.call.Declared;
import dev.freehold.shell.azure.call.LocationParameter;
import dev.freehold.shell.azure.call.Management;
import dev.freehold.shell.azure.call.VaultId;
import dev.freehold.shell.azure.call.VaultSelection;
import dev.freehold.shell.remote.RemoteException;
import dev.freehold.shell.view.CmdletTypes;
import dev.freehold.web.http.RequestUri;
import java.util.List;

/** {@code Remove-AzKeyVault}: deletes a vault, or purges a deleted one. */
public final class RemoveVaultCmdlet {

  private static final String LIVE = "ByAvailableVault";
  private static final String DELETED = "ByDeletedVault";
  private static final String OBJECT = "ByInputObject";
  private static final String ID = "ByResourceId";
  private static final int NOT_FOUND = 404;

  private final AzureCall call;
  private final VaultSelection selection;

  private RemoveVaultCmdlet(AzureCall call) {
    this.call = call;
    selection = new VaultSelection(call);
  }

  public static CmdletInfo info(AzureSession session) {
    return Declared.changing(
            Declared.KEY_VAULT,
            "Remove-AzKeyVault",
            "Deletes a key vault, or purges a deleted one.")
        .alias("Remove-AzureRmKeyVault")
        .defaultSet(LIVE)
        .with(
            Parameter.text("VaultName").alias("Name").in(LIVE, DELETED).mandatory().at(0),
            Parameter.text("ResourceGroupName").in(LIVE).at(1),
            Parameter.text("Location").in(LIVE).at(2).in(DELETED).mandatory().at(2).in(OBJECT, ID),
            Parameter.any("InputObject").in(OBJECT).mandatory().at(0).byValue(),
            Parameter.text("ResourceId").in(ID).mandatory().at(0).byPropertyName(),
            Parameter.flag("InRemovedState").in(DELETED).mandatory().in(OBJECT, ID),
            Parameter.flag("Force"),
            Parameter.flag("AsJob"),
            Parameter.flag("PassThru"),
            Declared.subscriptionId())
        .writes("System.Boolean")
        .does(() -> session.cmdlet(call -> new RemoveVaultCmdlet(call).run()));
  }

  private void run() {
    if (call.bound().flag("AsJob")) {
      call.warning("There are no jobs here; the vault is removed before the next command runs.");
    }
    boolean isDeleted = call.bound().flag("InRemovedState") || isDeletedObject();
    boolean removed = isDeleted ? purge() : delete();
    call.passThru(removed ? true : null);
  }

  private boolean isDeletedObject() {
    return call.bound().value("InputObject") instanceof PsObject object
        && object.typeNames().contains(CmdletTypes.DELETED_VAULT);
  }

  private boolean delete() {
    String name = selection.name();
    JsonNode vault =
        selection
            .find()
            .flatMap(found -> call.management().find(found.path(), Management.VAULTS))
            .orElseThrow(
                () ->
                    AzureFailure.missing(
                        "VaultNotFound",
                        "Cannot find vault '%s' in resource group '%s'."
                            .formatted(name, call.text("ResourceGroupName").orElse(""))));
    VaultId id = VaultId.required(vault.path("id").asText());
    if (!call.isConfirmed(
        "Are you sure you want to remove vault '%s'.".formatted(name),
        name,
        "Remove vault",
        Consequences.of(() -> new VaultConsequences(call, vault).ofAll()))) {
      return false;
    }
    call.management().send("DELETE", id.path(), Management.VAULTS, null);
    return true;
  }

  private boolean purge() {
    String name = selection.name();
    String location =
        LocationParameter.given(call)
            .orElseGet(() -> Text.of(Members.get(call.bound().value("InputObject"), "Location")));
    if (!call.isConfirmed(
        "Are you sure you want to remove vault '%s' forever.".formatted(name),
        name,
        "Purge vault",
        Consequences.forGood(
            () -> List.of("All keys of the vault are destroyed; nobody can get them back.")))) {
      return false;
    }
    String path =
        "/subscriptions/%s/providers/Microsoft.KeyVault/locations/%s/deletedVaults/%s/purge"
            .formatted(
                RequestUri.encode(call.subscription()),
                RequestUri.encode(location),
                RequestUri.encode(name));
    try {
      call.management().send("POST", path, Management.VAULTS, null);
      return true;
    } catch (RemoteException refused) {
      if (refused.status() == NOT_FOUND) {
        throw AzureFailure.missing(
            "DeletedVaultNotFound",
            "Cannot find deleted vault '%s' in location '%s'".formatted(name, location));
      }
      throw refused;
    }
  }
}
