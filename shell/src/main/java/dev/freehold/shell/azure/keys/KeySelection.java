package dev.freehold.shell.azure.keys;

import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.Text;
import dev.freehold.shell.azure.call.AzureCall;
import dev.freehold.shell.azure.call.RemoteKeys;
import dev.freehold.shell.azure.call.VaultSelection;
import dev.freehold.shell.service.KeyAddress;
import dev.freehold.shell.view.CmdletTypes;
import dev.freehold.web.http.RequestUri;
import java.util.Optional;

/**
 * The key that a call is about.
 *
 * @param vault the vault's name as the user wrote it
 * @param find the key's name, if there is one
 * @param version empty for the current one
 */
record KeySelection(AzureCall call, String vault, Optional<String> find, String version) {

  /** By its names, or as an object of a key or a vault. */
  KeySelection(AzureCall call) {
    this(call, new VaultSelection(call).name(), name(call), version(call));
  }

  /** The key that a rotation policy is of. */
  static KeySelection of(AzureCall call, Object policy) {
    PsObject object = (PsObject) policy;
    return new KeySelection(
        call, Text.of(object.get("VaultName")), Optional.of(Text.of(object.get("KeyName"))), "");
  }

  private static Optional<PsObject> input(AzureCall call) {
    return call.bound().value("InputObject") instanceof PsObject object
            && object.typeNames().contains(CmdletTypes.KEY_ITEM)
        ? Optional.of(object)
        : Optional.empty();
  }

  private static Optional<String> name(AzureCall call) {
    return input(call)
        .map(object -> Text.of(object.get("Name")))
        .or(() -> call.text("Name"))
        .filter(text -> !text.isEmpty());
  }

  private static String version(AzureCall call) {
    return call.text("Version")
        .or(() -> input(call).map(object -> Text.of(object.get("Version"))))
        .orElse("");
  }

  /** The key's name, where there must be one. */
  String name() {
    return find.orElseThrow();
  }

  RemoteKeys plane() {
    return call.keys(vault);
  }

  KeyObjects objects() {
    return new KeyObjects(vault);
  }

  /** The path of the key. */
  String path() {
    return "/keys/" + RequestUri.encode(name());
  }

  /** The address of the key without a version, as servers compare it. */
  String address() {
    return KeyAddress.normal(plane().address() + "/keys/" + name());
  }

  /** The path of the version, or of the key if none is named. */
  String versionPath() {
    return version.isEmpty() ? path() : path() + "/" + RequestUri.encode(version);
  }

  /** The path of the key when it is deleted. */
  String deletedPath() {
    return "/deletedkeys/" + RequestUri.encode(name());
  }
}
