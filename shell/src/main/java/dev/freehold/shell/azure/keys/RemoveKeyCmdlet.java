package dev.freehold.shell.azure.keys;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Consequences;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.shell.azure.call.AzureCall;
import dev.freehold.shell.azure.call.AzureSession;
import dev.freehold.shell.azure.call.Declared;
import dev.freehold.shell.view.CmdletTypes;

/** {@code Remove-AzKeyVaultKey}: deletes a key, or purges a deleted one. */
public final class RemoveKeyCmdlet {

  private RemoveKeyCmdlet() {}

  public static CmdletInfo info(AzureSession session) {
    return Declared.changing(
            Declared.KEY_VAULT, "Remove-AzKeyVaultKey", "Deletes a key, or purges a deleted one.")
        .alias("Remove-AzureKeyVaultKey")
        .defaultSet(KeyCmdletParameters.BY_NAME)
        .with(KeyCmdletParameters.one(CmdletTypes.KEY_ITEM))
        .with(Parameter.flag("Force"), Parameter.flag("PassThru"), Parameter.flag("InRemovedState"))
        .writes(CmdletTypes.DELETED_KEY)
        .does(() -> session.cmdlet(RemoveKeyCmdlet::run));
  }

  private static void run(AzureCall call) {
    KeySelection key = new KeySelection(call);
    String name = key.name();
    if (call.bound().flag("InRemovedState")) {
      if (call.isConfirmed(
          "Are you sure you want to purge key '%s'.".formatted(name),
          name,
          "Purge key",
          Consequences.forGood(ofDelete(key, key.deletedPath())::lines))) {
        key.plane().send("DELETE", key.deletedPath(), null);
      }
      call.passThru(null);
      return;
    }
    Object removed = null;
    if (call.isConfirmed(
        "Are you sure you want to remove key '%s'?".formatted(name),
        name,
        "Remove key",
        Consequences.of(ofDelete(key, key.path())::lines))) {
      JsonNode deleted = key.plane().send("DELETE", key.path(), null);
      removed = key.objects().deletedWhole(deleted);
    }
    call.passThru(removed);
  }

  private static KeyConsequences ofDelete(KeySelection key, String path) {
    return new KeyConsequences(key, path, "DELETE", path, null);
  }
}
