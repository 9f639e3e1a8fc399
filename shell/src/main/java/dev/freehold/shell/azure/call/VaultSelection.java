package dev.freehold.shell.azure.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.value.Members;
import dev.freehold.powershell.value.Text;
import java.util.Optional;

/** Finds the vault of a call: by its name, by its resource id or from an object. */
public final class VaultSelection {

  private final AzureCall call;

  public VaultSelection(AzureCall call) {
    this.call = call;
  }

  /** The vault's name, as the user wrote it. */
  public String name() {
    ManagedHsm.refuse(call);
    Object input = call.bound().value("InputObject");
    if (input != null) {
      return Text.of(Members.get(input, "VaultName"));
    }
    return call.text("ResourceId")
        .map(id -> VaultId.required(id).name())
        .or(() -> call.text("VaultName", "Name"))
        .orElseThrow();
  }

  /** Where it is; looked up if the user did not say. */
  public Optional<VaultId> find() {
    Optional<String> resourceId =
        call.text("ResourceId")
            .or(
                () ->
                    Optional.ofNullable(
                            Members.get(call.bound().value("InputObject"), "ResourceId"))
                        .map(Text::of));
    if (resourceId.isPresent()) {
      return Optional.of(VaultId.required(resourceId.get()));
    }
    Optional<String> group = call.text("ResourceGroupName");
    return group.isPresent()
        ? Optional.of(new VaultId(call.subscription(), group.get(), name()))
        : call.management().findVault(call.subscription(), name());
  }

  /** The vault with all that there is to know. */
  public JsonNode required() {
    return find()
        .flatMap(id -> call.management().find(id.path(), Management.VAULTS))
        .orElseThrow(
            () ->
                AzureFailure.missing(
                    "VaultNotFound",
                    ("Vault '%s' does not exist in current subscription. If it is in another one,"
                            + " choose that with Set-AzContext -Subscription first.")
                        .formatted(name())));
  }
}
