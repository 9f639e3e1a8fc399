package dev.freehold.shell.azure.keys;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.scalar.Wildcard;
import dev.freehold.shell.azure.call.AzureCall;
import dev.freehold.shell.azure.call.AzureSession;
import dev.freehold.shell.azure.call.Declared;
import dev.freehold.shell.azure.call.ManagedHsm;
import dev.freehold.shell.azure.call.RemoteKeys;
import dev.freehold.shell.view.CmdletTypes;
import dev.freehold.web.http.RequestUri;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code Get-AzKeyVaultKey}: shows keys. */
public final class GetKeyCmdlet {

  private static final String VAULT = "ByVaultName";
  private static final String KEY = "ByKeyName";
  private static final String VERSIONS = "ByKeyVersions";
  private static final String OBJECT_VAULT = "ByInputObjectVaultName";
  private static final String OBJECT_KEY = "ByInputObjectKeyName";
  private static final String OBJECT_VERSIONS = "ByInputObjectKeyVersions";
  private static final String ID_VAULT = "ByResourceIdVaultName";
  private static final String ID_KEY = "ByResourceIdKeyName";
  private static final String ID_VERSIONS = "ByResourceIdKeyVersions";

  private final AzureCall call;
  private final KeySelection key;

  private GetKeyCmdlet(AzureCall call) {
    this.call = call;
    key = new KeySelection(call);
  }

  public static CmdletInfo info(AzureSession session) {
    return Declared.reading(Declared.KEY_VAULT, "Get-AzKeyVaultKey", "Shows the keys of a vault.")
        .alias("Get-AzureKeyVaultKey")
        .defaultSet(VAULT)
        .with(
            Parameter.text("VaultName").in(VAULT, KEY, VERSIONS).mandatory().at(0),
            Declared.object("InputObject", CmdletTypes.VAULT_ITEM)
                .in(OBJECT_VAULT, OBJECT_KEY, OBJECT_VERSIONS)
                .mandatory()
                .at(0)
                .byValue(),
            Parameter.text("ResourceId")
                .in(ID_VAULT, ID_KEY, ID_VERSIONS)
                .mandatory()
                .byPropertyName(),
            Parameter.text("Name")
                .alias("KeyName")
                .in(VAULT, OBJECT_VAULT, ID_VAULT, ManagedHsm.BY_NAME, ManagedHsm.BY_OBJECT)
                .at(1)
                .in(ManagedHsm.BY_ID)
                .at(1)
                .in(KEY, VERSIONS, OBJECT_KEY, OBJECT_VERSIONS, ID_KEY, ID_VERSIONS)
                .mandatory()
                .at(1),
            Parameter.text("Version")
                .alias("KeyVersion")
                .in(KEY, OBJECT_KEY, ID_KEY)
                .mandatory()
                .at(2)
                .in(ManagedHsm.sets())
                .at(2),
            Parameter.flag("IncludeVersions")
                .in(VERSIONS, OBJECT_VERSIONS, ID_VERSIONS)
                .mandatory()
                .in(ManagedHsm.sets()),
            Parameter.flag("InRemovedState")
                .in(VAULT, OBJECT_VAULT, ID_VAULT)
                .in(ManagedHsm.sets()),
            Parameter.text("OutFile"))
        .with(ManagedHsm.any())
        .writes(
            CmdletTypes.KEY,
            CmdletTypes.KEY_ITEM,
            CmdletTypes.DELETED_KEY,
            CmdletTypes.DELETED_KEY_ITEM)
        .does(() -> session.cmdlet(call -> new GetKeyCmdlet(call).run()));
  }

  private void run() {
    Optional<String> name = key.find();
    boolean exact = name.isPresent() && !name.get().matches(".*[*?\\[].*");
    boolean removed = call.bound().flag("InRemovedState");
    if (call.bound().flag("IncludeVersions") && exact) {
      versions();
    } else if (exact && removed) {
      call.write(key.objects().deletedWhole(key.plane().get(key.deletedPath())));
    } else if (exact) {
      one();
    } else if (removed) {
      list("/deletedkeys", name, key.objects()::deletedItem);
    } else {
      list("/keys", name, key.objects()::item);
    }
  }

  private void one() {
    String version = call.text("Version").orElse("");
    String path = version.isEmpty() ? key.path() : key.path() + "/" + RequestUri.encode(version);
    JsonNode found = key.plane().get(path);
    call.text("OutFile")
        .ifPresent(file -> PublicKeyFile.write(call.resolve(file), found.path("key")));
    call.write(key.objects().whole(found));
  }

  private void list(String path, Optional<String> name, Function<JsonNode, PsObject> form) {
    Wildcard names = Wildcard.of(name.orElse("*"));
    key.plane()
        .each(
            path,
            json -> {
              if (names.matches(KeyId.parse(json.path("kid").asText()).name())) {
                call.write(form.apply(json));
              }
            });
  }

  /** The current version first; the vault lists them in its own order. */
  private void versions() {
    RemoteKeys plane = key.plane();
    String current = KeyId.parse(plane.get(key.path()).at("/key/kid").asText()).version();
    List<JsonNode> versions = new ArrayList<>();
    plane.each(key.path() + "/versions", versions::add);
    versions.sort(
        Comparator.comparing((JsonNode json) -> !version(json).equals(current))
            .thenComparing(
                json -> json.at("/attributes/created").asLong(), Comparator.reverseOrder()));
    versions.forEach(json -> call.write(key.objects().item(json)));
  }

  private static String version(JsonNode json) {
    return KeyId.parse(json.path("kid").asText()).version();
  }
}
