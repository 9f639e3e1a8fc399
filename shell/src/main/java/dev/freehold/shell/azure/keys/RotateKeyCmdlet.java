package dev.freehold.shell.azure.keys;

import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.shell.azure.call.AzureCall;
import dev.freehold.shell.azure.call.AzureSession;
import dev.freehold.shell.azure.call.Declared;
import dev.freehold.shell.view.CmdletTypes;

/** {@code Invoke-AzKeyVaultKeyRotation}: makes a new version by the key's rotation policy. */
public final class RotateKeyCmdlet {

  private RotateKeyCmdlet() {}

  public static CmdletInfo info(AzureSession session) {
    return Declared.changing(
            Declared.KEY_VAULT, "Invoke-AzKeyVaultKeyRotation", "Makes a new version of a key.")
        .defaultSet(KeyCmdletParameters.BY_NAME)
        .with(KeyCmdletParameters.one(CmdletTypes.KEY_ITEM, "Key"))
        .writes(CmdletTypes.KEY)
        .does(() -> session.cmdlet(RotateKeyCmdlet::run));
  }

  private static void run(AzureCall call) {
    KeySelection key = new KeySelection(call);
    if (call.shouldProcess(key.name(), "Rotate key")) {
      call.write(key.objects().whole(key.plane().send("POST", key.path() + "/rotate", null)));
    }
  }
}
