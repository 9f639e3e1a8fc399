package dev.freehold.shell.azure.keys;

import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.shell.azure.call.AzureCall;
import dev.freehold.shell.azure.call.AzureFailure;
import dev.freehold.shell.azure.call.AzureSession;
import dev.freehold.shell.azure.call.Declared;
import dev.freehold.shell.azure.call.UserFiles;
import dev.freehold.shell.view.CmdletTypes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.Locale;

/** {@code Backup-AzKeyVaultKey}: writes a key, sealed by its vault, to a file of mode 0600. */
public final class BackupKeyCmdlet {

  private static final double MILLIS = 1000.0;

  private final AzureCall call;
  private final KeySelection key;
  private final Clock clock;

  private BackupKeyCmdlet(AzureCall call, Clock clock) {
    this.call = call;
    this.clock = clock;
    key = new KeySelection(call);
  }

  public static CmdletInfo info(AzureSession session, Clock clock) {
    return Declared.changing(
            Declared.KEY_VAULT,
            "Backup-AzKeyVaultKey",
            "Writes a key to a file that a vault of" + " the same subscription can restore.")
        .alias("Backup-AzureKeyVaultKey")
        .defaultSet(KeyCmdletParameters.BY_NAME)
        .with(KeyCmdletParameters.one(CmdletTypes.KEY_ITEM, "Key"))
        .with(Parameter.text("OutputFile").at(2), Parameter.flag("Force"))
        .writes("System.String")
        .does(() -> session.cmdlet(call -> new BackupKeyCmdlet(call, clock).run()));
  }

  private void run() {
    Path file = call.resolve(call.text("OutputFile").orElseGet(this::defaultName));
    if (!call.shouldProcess(key.name(), "Backup key") || !mayWrite(file)) {
      return;
    }
    byte[] backup = backup();
    UserFiles.writeSecret(file, backup);
    call.write(file.toString());
  }

  private String defaultName() {
    return "%s-%s-%s"
        .formatted(
            key.vault(), key.name(), String.format(Locale.ROOT, "%.5f", clock.millis() / MILLIS));
  }

  private boolean mayWrite(Path file) {
    return call.bound().flag("Force")
        || !Files.exists(file)
        || call.shouldContinue(
            "Overwrite existing file at '%s' ?".formatted(file), "Overwrite File ?");
  }

  private byte[] backup() {
    String value = key.plane().send("POST", key.path() + "/backup", null).path("value").asText();
    try {
      return Base64.getUrlDecoder().decode(value);
    } catch (IllegalArgumentException notBase64) {
      throw AzureFailure.argument("Backup", "The vault's answer holds no backup.");
    }
  }
}
