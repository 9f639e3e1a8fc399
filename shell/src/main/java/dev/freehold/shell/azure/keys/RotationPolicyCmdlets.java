package dev.freehold.shell.azure.keys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.Elements;
import dev.freehold.powershell.value.Members;
import dev.freehold.powershell.value.Text;
import dev.freehold.shell.azure.call.AzureCall;
import dev.freehold.shell.azure.call.AzureFailure;
import dev.freehold.shell.azure.call.AzureSession;
import dev.freehold.shell.azure.call.Declared;
import dev.freehold.shell.azure.call.UserFiles;
import dev.freehold.shell.view.CmdletTypes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** {@code Get-} and {@code Set-AzKeyVaultKeyRotationPolicy}: show and change rotation policies. */
public final class RotationPolicyCmdlets {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String NAME = "ByVaultName";
  private static final String NAME_FILE = "ByVaultNameFile";
  private static final String OBJECT = "ByKeyInputObject";
  private static final String OBJECT_FILE = "ByKeyInputObjectFile";
  private static final String POLICY = "ByRotationPolicyInputObject";

  private RotationPolicyCmdlets() {}

  public static List<CmdletInfo> all(AzureSession session) {
    return List.of(
        Declared.reading(
                Declared.KEY_VAULT,
                "Get-AzKeyVaultKeyRotationPolicy",
                "Shows when a key gets new versions.")
            .defaultSet(KeyCmdletParameters.BY_NAME)
            .with(KeyCmdletParameters.one(CmdletTypes.KEY_ITEM, "Key"))
            .writes(CmdletTypes.KEY_ROTATION_POLICY)
            .does(() -> session.cmdlet(RotationPolicyCmdlets::get)),
        Declared.changing(
                Declared.KEY_VAULT,
                "Set-AzKeyVaultKeyRotationPolicy",
                "Sets when a key gets new versions.")
            .defaultSet(NAME)
            .with(
                Parameter.text("VaultName").in(NAME, NAME_FILE).mandatory().at(0),
                Parameter.text("Name").alias("KeyName").in(NAME, NAME_FILE).mandatory().at(1),
                Declared.object("InputObject", CmdletTypes.KEY_ITEM)
                    .alias("Key")
                    .in(OBJECT, OBJECT_FILE)
                    .mandatory()
                    .at(0)
                    .byValue(),
                Declared.object("KeyRotationPolicy", CmdletTypes.KEY_ROTATION_POLICY)
                    .in(POLICY)
                    .mandatory()
                    .at(0)
                    .byValue(),
                Parameter.text("PolicyPath").in(NAME_FILE, OBJECT_FILE).mandatory(),
                Parameter.text("ExpiresIn").in(NAME, OBJECT),
                Parameter.any("KeyRotationLifetimeAction").in(NAME, OBJECT))
            .writes(CmdletTypes.KEY_ROTATION_POLICY)
            .does(() -> session.cmdlet(RotationPolicyCmdlets::set)));
  }

  private static void get(AzureCall call) {
    KeySelection key = new KeySelection(call);
    call.write(RotationPolicies.toObject(key, key.plane().get(key.path() + "/rotationpolicy")));
  }

  private static void set(AzureCall call) {
    Object policy = call.bound().value("KeyRotationPolicy");
    KeySelection key = policy == null ? new KeySelection(call) : KeySelection.of(call, policy);
    if (!call.shouldProcess(key.name(), "Set key rotation policy")) {
      return;
    }
    JsonNode body = policy == null ? given(call, key) : ofObject(policy);
    call.write(
        RotationPolicies.toObject(
            key, key.plane().send("PUT", key.path() + "/rotationpolicy", body)));
  }

  private static JsonNode ofObject(Object policy) {
    return RotationPolicies.toJson(
        Elements.of(Members.get(policy, "LifetimeActions")),
        Text.of(Members.get(policy, "ExpiresIn")));
  }

  /** What the call leaves out stays as it is. */
  private static JsonNode given(AzureCall call, KeySelection key) {
    if (call.bound().has("PolicyPath")) {
      return ofFile(call.resolve(call.text("PolicyPath").orElseThrow()));
    }
    Object present =
        RotationPolicies.toObject(key, key.plane().get(key.path() + "/rotationpolicy"));
    return RotationPolicies.toJson(
        call.bound().has("KeyRotationLifetimeAction")
            ? call.bound().values("KeyRotationLifetimeAction")
            : Elements.of(Members.get(present, "LifetimeActions")),
        call.text("ExpiresIn").orElseGet(() -> Text.of(Members.get(present, "ExpiresIn"))));
  }

  private static JsonNode ofFile(Path file) {
    byte[] content = UserFiles.read(file, "rotation policy");
    try {
      return MAPPER.readTree(new String(content, StandardCharsets.UTF_8));
    } catch (JsonProcessingException notJson) {
      throw AzureFailure.argument("PolicyPath", "The file '%s' is not JSON.".formatted(file));
    }
  }
}
