package dev.freehold.shell.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.shell.format.DefaultOutput;
import dev.freehold.shell.format.FormatSettings;
import dev.freehold.shell.format.TextOutput;
import dev.freehold.shell.value.PsHashtable;
import dev.freehold.shell.value.PsObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
        PsObject.ofType(ViewTypes.VAULT)
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
    assertThat(shown(vault)).isEqualTo(golden("vault.txt"));
  }

  @Test
  @DisplayName("Tags are a table of their own")
  void showsTags() {
    assertThat(VaultTexts.tags(PsHashtable.ordered().put("owner", "sec").put("a", "b")))
        .isEqualTo("\nName   Value\n====   =====\nowner  sec\na      b\n");
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = VaultTextsTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Without the spaces at the ends of lines, which the formatting's own tests check. */
  private static String shown(Object value) {
    StringBuilder text = new StringBuilder();
    DefaultOutput out =
        new DefaultOutput(
            FormatSettings.standard(),
            new TextOutput(120, line -> text.append(line.stripTrailing()).append('\n')),
            () -> 0);
    out.accept(value);
    out.end();
    return text.toString();
  }
}
