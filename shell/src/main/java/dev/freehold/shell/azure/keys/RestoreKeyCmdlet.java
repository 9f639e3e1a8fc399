package dev.freehold.shell.azure.keys;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.shell.azure.call.AzureCall;
import dev.freehold.shell.azure.call.AzureFailure;
import dev.freehold.shell.azure.call.AzureSession;
import dev.freehold.shell.azure.call.Declared;
import dev.freehold.shell.azure.call.ManagedHsm;
import dev.freehold.shell.azure.call.UserFiles;
import dev.freehold.shell.azure.call.VaultSelection;
import dev.freehold.shell.view.CmdletTypes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * {@code Restore-AzKeyVaultKey}: restores a key from a backup, with its name and all its versions.
 */
public final class RestoreKeyCmdlet {

  private static final String NAME = "ByVaultName";
  private static final String OBJECT = "ByInputObject";
  private static final String ID = "ByResourceId";

  private RestoreKeyCmdlet() {}

  public static CmdletInfo info(AzureSession session) {
    return Declared.changing(
            Declared.KEY_VAULT, "Restore-AzKeyVaultKey", "Restores a key from its backup.")
        .alias("Restore-AzureKeyVaultKey")
        .defaultSet(NAME)
        .with(
            Parameter.text("VaultName").in(NAME).mandatory().at(0),
            Declared.object("InputObject", CmdletTypes.VAULT_ITEM)
                .in(OBJECT)
                .mandatory()
                .at(0)
                .byValue(),
            Parameter.text("ResourceId").in(ID).mandatory().at(0).byPropertyName(),
            ManagedHsm.name(),
            Parameter.text("InputFile").mandatory().at(1))
        .writes(CmdletTypes.KEY)
        .does(() -> session.cmdlet(RestoreKeyCmdlet::run));
  }

  private static void run(AzureCall call) {
    String vault = new VaultSelection(call).name();
    Path file = call.resolve(call.text("InputFile").orElseThrow());
    if (!Files.isRegularFile(file)) {
      throw AzureFailure.missing("BackupNotFound", "Cannot find backup file '%s'.".formatted(file));
    }
    if (!call.shouldProcess(vault, "Restore key")) {
      return;
    }
    byte[] backup = UserFiles.read(file, "backup");
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("value", Base64.getUrlEncoder().withoutPadding().encodeToString(backup));
    call.write(new KeyObjects(vault).whole(call.keys(vault).send("POST", "/keys/restore", body)));
  }
}
