package dev.freehold.shell.azure.vaults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.scalar.Wildcard;
import dev.freehold.shell.azure.call.AzureCall;
import dev.freehold.shell.azure.call.AzureSession;
import dev.freehold.shell.azure.call.Declared;
import dev.freehold.shell.azure.call.LocationParameter;
import dev.freehold.shell.azure.call.Management;
import dev.freehold.shell.azure.call.Tags;
import dev.freehold.shell.azure.call.VaultId;
import dev.freehold.shell.azure.call.VaultSelection;
import dev.freehold.shell.view.CmdletTypes;
import dev.freehold.web.http.RequestUri;
import java.util.Optional;

/** {@code Get-AzKeyVault}: shows vaults. */
public final class GetVaultCmdlet {

  private static final String LIVE = "GetVaultByName";
  private static final String DELETED = "ByDeletedVault";
  private static final String ALL_DELETED = "ListAllDeletedVaultsInSubscription";

  private final AzureCall call;

  private GetVaultCmdlet(AzureCall call) {
    this.call = call;
  }

  public static CmdletInfo info(AzureSession session) {
    return Declared.reading(
            Declared.KEY_VAULT, "Get-AzKeyVault", "Shows key vaults, or deleted ones.")
        .alias("Get-AzureRmKeyVault")
        .defaultSet(LIVE)
        .with(
            Parameter.text("VaultName")
                .alias("Name")
                .in(LIVE)
                .at(0)
                .byPropertyName()
                .in(DELETED)
                .mandatory()
                .at(0)
                .byPropertyName(),
            Parameter.text("ResourceGroupName").in(LIVE).at(1).byPropertyName(),
            Parameter.of("Tag", PsKind.HASHTABLE).alias("Tags").in(LIVE).byPropertyName(),
            Parameter.text("Location").in(DELETED).mandatory().at(1).byPropertyName(),
            Parameter.flag("InRemovedState").in(DELETED, ALL_DELETED).mandatory(),
            Declared.subscriptionId())
        .writes(CmdletTypes.VAULT, CmdletTypes.VAULT_ITEM, CmdletTypes.DELETED_VAULT)
        .does(() -> session.cmdlet(call -> new GetVaultCmdlet(call).run()));
  }

  private void run() {
    switch (call.bound().set()) {
      case DELETED -> deleted();
      case ALL_DELETED ->
          call.management()
              .each(
                  provider("deletedVaults"),
                  Management.VAULTS,
                  vault -> call.write(VaultObjects.deleted(vault)));
      default -> live();
    }
  }

  private void deleted() {
    String path =
        provider(
            "locations/%s/deletedVaults/%s"
                .formatted(
                    RequestUri.encode(LocationParameter.given(call).orElseThrow()),
                    RequestUri.encode(call.text("VaultName").orElseThrow())));
    call.management()
        .find(path, Management.VAULTS)
        .ifPresent(vault -> call.write(VaultObjects.deleted(vault)));
  }

  private void live() {
    Optional<String> name = call.text("VaultName").filter(text -> !text.isEmpty());
    boolean isExact = name.isPresent() && !isPattern(name.get());
    boolean hasPattern =
        call.text("ResourceGroupName").filter(GetVaultCmdlet::isPattern).isPresent();
    if (isExact && !hasPattern) {
      new VaultSelection(call)
          .find()
          .flatMap(id -> call.management().find(id.path(), Management.VAULTS))
          .filter(this::hasTags)
          .ifPresent(vault -> call.write(new VaultObjects(call).whole(vault)));
      return;
    }
    Optional<String> group = call.text("ResourceGroupName").filter(text -> !text.isEmpty());
    String path =
        group
            .filter(text -> !isPattern(text))
            .map(
                text ->
                    "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.KeyVault/vaults"
                        .formatted(RequestUri.encode(call.subscription()), RequestUri.encode(text)))
            .orElseGet(() -> provider("vaults"));
    Wildcard names = Wildcard.of(name.orElse("*"));
    Wildcard groups = Wildcard.of(group.orElse("*"));
    call.management()
        .each(
            path,
            Management.VAULTS,
            vault -> {
              String of = VaultId.parse(vault.path("id").asText()).map(VaultId::group).orElse("");
              if (names.matches(vault.path("name").asText())
                  && groups.matches(of)
                  && hasTags(vault)) {
                call.write(VaultObjects.item(vault));
              }
            });
  }

  private boolean hasTags(JsonNode vault) {
    return Tags.match(vault.path("tags"), call.bound().value("Tag"));
  }

  private String provider(String what) {
    return "/subscriptions/%s/providers/Microsoft.KeyVault/%s"
        .formatted(RequestUri.encode(call.subscription()), what);
  }

  private static boolean isPattern(String text) {
    return text.contains("*") || text.contains("?") || text.contains("[");
  }
}
