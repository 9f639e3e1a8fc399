package dev.freehold.shell.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.powershell.value.PsHashtable;
import dev.freehold.powershell.value.PsObject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A vault as its list view shows it, with its blocks of text. */
class VaultTextsTest {

  private static PsObject policy() {
    return PsObject.custom()
        .with("TenantName", "99998888-7777-6666-5555-444433332222")
        .with("ObjectId", "0a0b0c0d-1010-4222-8333-010203040506")
        .with("ApplicationIdDisplayName", null)
        .with("DisplayName", "Erika Muster (erika@litware.com)")
        .with("PermissionsToKeys", List.of("create", "import", "list", "get", "backup", "restore"))
        .with("PermissionsToSecrets", List.of())
        .with("PermissionsToCertificates", List.of())
        .with("PermissionsToStorage", List.of());
  }

  @Test
  @DisplayName("A vault shows all its lines, long ones wrapped, and policies and rules as blocks")
  void showsVault() throws IOException {
    PsObject vault =
        PsObject.ofType(CmdletTypes.VAULT)
            .with("VaultName", "Litware-MAILEX-NA-VaultA1")
            .with("ResourceGroupName", "LitwareMAILEX-RG")
            .with("Location", "westeu")
            .with(
                "ResourceId",
                "/subscriptions/00001111-2222-3333-4444-555566667777/resourceGroups/"
                    + "LitwareMAILEX-RG/providers/Microsoft.KeyVault/vaults/"
                    + "Litware-MAILEX-NA-VaultA1")
            .with("VaultUri", "https://litware-mailex-na-vaulta1.vault.azure.net/")
            .with("TenantName", "99998888-7777-6666-5555-444433332222")
            .with("Sku", "Premium")
            .with("EnabledForDeployment", false)
            .with("EnableRbacAuthorization", false)
            .with("EnableSoftDelete", true)
            .with("SoftDeleteRetentionInDays", 90)
            .with("EnablePurgeProtection", true)
            .with("AccessPoliciesText", VaultTexts.accessPolicies(List.of(policy())))
            .with(
                "NetworkAclsText",
                VaultTexts.networkRules(
                    PsObject.custom()
                        .with("DefaultAction", "Allow")
                        .with("Bypass", "AzureServices")
                        .with("IpAddressRanges", List.of())
                        .with("VirtualNetworkResourceIds", null)))
            .with("TagsTable", VaultTexts.tags(PsHashtable.unordered()));
    assertThat(Shown.of(vault)).isEqualTo(Shown.golden("vault.txt"));
  }

  @Test
  @DisplayName("Tags are a table of their own")
  void showsTags() {
    assertThat(VaultTexts.tags(PsHashtable.ordered().put("owner", "sec").put("a", "b")))
        .isEqualTo("\nName   Value\n====   =====\nowner  sec\na      b\n");
  }
}
