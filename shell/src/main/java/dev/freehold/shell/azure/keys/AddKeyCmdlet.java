package dev.freehold.shell.azure.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.run.binding.Validation;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.scalar.SecureText;
import dev.freehold.shell.azure.call.AzureCall;
import dev.freehold.shell.azure.call.AzureFailure;
import dev.freehold.shell.azure.call.AzureSession;
import dev.freehold.shell.azure.call.Declared;
import dev.freehold.shell.azure.call.ManagedHsm;
import dev.freehold.shell.azure.call.Tags;
import dev.freehold.shell.view.CmdletTypes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code Add-AzKeyVaultKey}: makes a key, or a new version of one, or imports one from a file. */
public final class AddKeyCmdlet {

  private static final String CREATE = "InteractiveCreate";
  private static final String IMPORT = "InteractiveImport";
  private static final String OBJECT_CREATE = "InputObjectCreate";
  private static final String OBJECT_IMPORT = "InputObjectImport";
  private static final String ID_CREATE = "ResourceIdCreate";
  private static final String ID_IMPORT = "ResourceIdImport";
  private static final String[] CREATES = {CREATE, OBJECT_CREATE, ID_CREATE};
  private static final String[] IMPORTS = {IMPORT, OBJECT_IMPORT, ID_IMPORT};

  private final AzureCall call;
  private final KeySelection key;

  private AddKeyCmdlet(AzureCall call) {
    this.call = call;
    key = new KeySelection(call);
  }

  public static CmdletInfo info(AzureSession session) {
    return Declared.changing(
            Declared.KEY_VAULT,
            "Add-AzKeyVaultKey",
            "Creates a key or a new version of one, or imports one from a file.")
        .alias("Add-AzureKeyVaultKey")
        .defaultSet(CREATE)
        .with(
            Parameter.text("VaultName").in(CREATE, IMPORT).mandatory().at(0),
            Declared.object("InputObject", CmdletTypes.VAULT_ITEM)
                .in(OBJECT_CREATE, OBJECT_IMPORT)
                .mandatory()
                .at(0)
                .byValue(),
            Parameter.text("ResourceId")
                .in(ID_CREATE, ID_IMPORT)
                .mandatory()
                .at(0)
                .byPropertyName(),
            Parameter.text("Name").alias("KeyName").mandatory().at(1),
            Parameter.text("KeyFilePath").in(IMPORTS).mandatory(),
            Parameter.of("KeyFilePassword", PsKind.SECURE_STRING).in(IMPORTS),
            Parameter.text("Destination")
                .valid(Validation.set("HSM", "Software"))
                .in(CREATES)
                .mandatory()
                .in(IMPORTS),
            Parameter.flag("Disable"),
            Parameter.texts("KeyOps"),
            Declared.date("Expires"),
            Declared.date("NotBefore"),
            Declared.tags(),
            Parameter.of("Size", PsKind.INT).in(CREATES),
            Parameter.text("KeyType")
                .valid(Validation.set("RSA", "RSA-HSM", "EC", "EC-HSM", "oct", "oct-HSM"))
                .in(CREATES)
                .in(ManagedHsm.sets())
                .mandatory(),
            Parameter.text("CurveName")
                .valid(Validation.set("P-256", "P-256K", "P-384", "P-521"))
                .in(CREATES),
            Parameter.flag("Exportable").in(CREATES),
            Parameter.flag("Immutable").in(CREATES),
            Parameter.text("ReleasePolicyPath").in(CREATES),
            Parameter.flag("UseDefaultCVMPolicy").in(CREATES))
        .with(ManagedHsm.any())
        .writes(CmdletTypes.KEY)
        .does(() -> session.cmdlet(call -> new AddKeyCmdlet(call).run()));
  }

  private void run() {
    boolean imports = List.of(IMPORTS).contains(call.bound().set());
    requireSense();
    Optional<Path> file = call.text("KeyFilePath").map(call::resolve);
    if (file.isPresent() && !Files.isRegularFile(file.get())) {
      throw AzureFailure.missing(
          "KeyFileNotFound", "Can not find key file '%s'.".formatted(file.get()));
    }
    if (!call.shouldProcess(key.name(), "Add key")) {
      return;
    }
    JsonNode made =
        imports
            ? key.plane().send("PUT", key.path(), imported(file.orElseThrow()))
            : key.plane().send("POST", key.path() + "/create", created());
    call.write(key.objects().whole(made));
  }

  private boolean isHsm() {
    return call.text("Destination").filter("HSM"::equalsIgnoreCase).isPresent();
  }

  private void requireSense() {
    List<String> operations = call.bound().texts("KeyOps");
    if (operations.stream().anyMatch("import"::equalsIgnoreCase)) {
      if (operations.size() > 1) {
        throw AzureFailure.argument(
            "KeyOps",
            "The \"import\" operation is exclusive, it cannot be combined with any other"
                + " value(s).");
      }
      if (!isHsm()) {
        throw AzureFailure.argument("KeyOps", "When KeyOps is 'import', Destination must be HSM.");
      }
    }
    boolean curve = call.bound().has("CurveName");
    if (curve
        && call.text("KeyType")
            .filter(type -> type.toUpperCase(Locale.ROOT).startsWith("EC"))
            .isEmpty()) {
      throw AzureFailure.argument(
          "CurveName", "When '-CurveName' is specified, '-KeyType' must be 'EC'.");
    }
    boolean exportable = call.bound().flag("Exportable");
    boolean policy =
        call.bound().has("ReleasePolicyPath") || call.bound().flag("UseDefaultCVMPolicy");
    if (exportable && !policy) {
      throw AzureFailure.argument("Exportable", "Exportable keys must have release policy.");
    }
  }

  private ObjectNode created() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    String type = call.text("KeyType").orElse("RSA");
    boolean marked = type.toUpperCase(Locale.ROOT).endsWith("-HSM");
    body.put("kty", isHsm() && !marked ? type + "-HSM" : type);
    if (call.bound().value("Size") instanceof Integer size) {
      body.put("key_size", size);
    }
    call.text("CurveName").ifPresent(curve -> body.put("crv", curve));
    operations(body);
    describe(body);
    if (call.bound().flag("Exportable")) {
      body.withObjectProperty("attributes").put("exportable", true);
    }
    call.text("ReleasePolicyPath")
        .ifPresent(
            path -> ReleasePolicy.add(body, call.resolve(path), call.bound().flag("Immutable")));
    if (call.bound().flag("UseDefaultCVMPolicy")) {
      throw AzureFailure.argument(
          "UseDefaultCVMPolicy",
          "There is no default release policy here; give one with -ReleasePolicyPath.");
    }
    return body;
  }

  private ObjectNode imported(Path file) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    Optional<SecureText> password =
        call.bound().value("KeyFilePassword") instanceof SecureText secret
            ? Optional.of(secret)
            : Optional.empty();
    ObjectNode jwk = KeyFile.read(file, password);
    operations(jwk);
    body.set("key", jwk);
    if (call.bound().has("Destination")) {
      body.put("Hsm", isHsm());
    }
    describe(body);
    return body;
  }

  private void operations(ObjectNode json) {
    if (call.bound().has("KeyOps")) {
      ArrayNode operations = json.putArray("key_ops");
      call.bound().texts("KeyOps").forEach(operations::add);
    }
  }

  private void describe(ObjectNode body) {
    ObjectNode attributes = body.putObject("attributes");
    attributes.put("enabled", !call.bound().flag("Disable"));
    KeyAttributeParameters.times(call, attributes);
    if (call.bound().has("Tag")) {
      body.set("tags", Tags.toJson(call.bound().value("Tag")));
    }
  }
}
