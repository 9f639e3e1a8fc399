package dev.freehold.shell.azure.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Consequences;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.shell.azure.call.AzureCall;
import dev.freehold.shell.azure.call.AzureSession;
import dev.freehold.shell.azure.call.Declared;
import dev.freehold.shell.azure.call.ManagedHsm;
import dev.freehold.shell.azure.call.Tags;
import dev.freehold.shell.view.CmdletTypes;

/** {@code Update-AzKeyVaultKey}: changes only what the call names; makes no new version. */
public final class UpdateKeyCmdlet {

  private UpdateKeyCmdlet() {}

  public static CmdletInfo info(AzureSession session) {
    return Declared.changing(
            Declared.KEY_VAULT, "Update-AzKeyVaultKey", "Changes attributes of a key.")
        .alias("Set-AzKeyVaultKey", "Set-AzKeyVaultKeyAttribute", "Set-AzureKeyVaultKeyAttribute")
        .defaultSet(KeyCmdletParameters.BY_NAME)
        .with(KeyCmdletParameters.one(CmdletTypes.KEY_ITEM))
        .with(
            Parameter.text("Version")
                .alias("KeyVersion")
                .in(KeyCmdletParameters.BY_NAME, ManagedHsm.BY_NAME)
                .at(2)
                .in(KeyCmdletParameters.BY_OBJECT)
                .at(1),
            Declared.truth("Enable"),
            Declared.date("Expires"),
            Declared.date("NotBefore"),
            Parameter.texts("KeyOps"),
            Declared.tags(),
            Parameter.flag("PassThru"))
        .writes(CmdletTypes.KEY)
        .does(() -> session.cmdlet(UpdateKeyCmdlet::run));
  }

  private static void run(AzureCall call) {
    KeySelection key = new KeySelection(call);
    ObjectNode body = body(call);
    if (!call.shouldProcess(key.name(), "Set key attribute", consequences(call, key, body))) {
      return;
    }
    JsonNode changed = key.plane().send("PATCH", key.versionPath(), body);
    call.passThru(key.objects().whole(changed));
  }

  /** Only what may end a use has consequences: disabling, new times and fewer operations. */
  private static Consequences consequences(AzureCall call, KeySelection key, JsonNode body) {
    boolean disables = call.bound().has("Enable") && !call.bound().flag("Enable");
    boolean limits =
        disables
            || call.bound().has("Expires")
            || call.bound().has("NotBefore")
            || call.bound().has("KeyOps");
    return limits
        ? Consequences.of(
            new KeyConsequences(key, key.versionPath(), "PATCH", key.versionPath(), body)::lines)
        : Consequences.none();
  }

  private static ObjectNode body(AzureCall call) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode attributes = body.putObject("attributes");
    if (call.bound().has("Enable")) {
      attributes.put("enabled", call.bound().flag("Enable"));
    }
    KeyAttributeParameters.times(call, attributes);
    if (call.bound().has("KeyOps")) {
      ArrayNode operations = body.putArray("key_ops");
      call.bound().texts("KeyOps").forEach(operations::add);
    }
    if (call.bound().has("Tag")) {
      body.set("tags", Tags.toJson(call.bound().value("Tag")));
    }
    return body;
  }
}
