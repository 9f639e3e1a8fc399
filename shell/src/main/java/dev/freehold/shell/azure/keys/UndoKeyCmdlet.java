package dev.freehold.shell.azure.keys;

import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.shell.azure.call.AzureCall;
import dev.freehold.shell.azure.call.AzureSession;
import dev.freehold.shell.azure.call.Declared;
import dev.freehold.shell.view.CmdletTypes;

/** {@code Undo-AzKeyVaultKeyRemoval}: recovers a deleted key with all its versions. */
public final class UndoKeyCmdlet {

  private UndoKeyCmdlet() {}

  public static CmdletInfo info(AzureSession session) {
    return Declared.changing(
            Declared.KEY_VAULT, "Undo-AzKeyVaultKeyRemoval", "Recovers a deleted key.")
        .alias("Undo-AzureKeyVaultKeyRemoval")
        .defaultSet(KeyCmdletParameters.BY_NAME)
        .with(KeyCmdletParameters.one(CmdletTypes.DELETED_KEY_ITEM))
        .writes(CmdletTypes.KEY)
        .does(() -> session.cmdlet(UndoKeyCmdlet::run));
  }

  private static void run(AzureCall call) {
    KeySelection key = new KeySelection(call);
    if (call.shouldProcess(key.name(), "Recover key")) {
      call.write(
          key.objects().whole(key.plane().send("POST", key.deletedPath() + "/recover", null)));
    }
  }
}
