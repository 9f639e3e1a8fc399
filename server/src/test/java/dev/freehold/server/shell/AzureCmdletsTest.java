package dev.freehold.server.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.server.client.Connection;
import dev.freehold.server.config.ConfigurationLoader;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.run.StandaloneVault;
import dev.freehold.server.testing.VaultAdmin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The Az cmdlets over real vaults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AzureCmdletsTest {

  private static final String GROUP = "Litware-RG";

  @TempDir static Path folder;
  private StandaloneVault vaults;
  private ScriptRun shell;
  private String owner;

  @BeforeAll
  void start() throws IOException {
    vaults =
        StandaloneVault.start(
            ServerSettings.from(
                new ConfigurationLoader()
                    .load(
                        Optional.empty(),
                        Map.of(),
                        Map.of(
                            "freehold.data-folder",
                            folder.resolve("vaults").toString(),
                            "freehold.vault.port",
                            "0",
                            "freehold.metrics.port",
                            "0",
                            "freehold.vault.suffix",
                            "keys.localhost",
                            "freehold.crypto.provider",
                            "jdk"))),
            Clock.systemUTC());
    Connection admin = Connection.read(vaults.administratorConnection());
    owner = VaultAdmin.objectId(admin).toString();
    shell = new ScriptRun(folder, environment());
    shell.credential("cred", admin.clientId(), admin.clientSecret());
    shell.variable("tenant", admin.tenant());
    shell.variable("owner", owner);
    shell.good("Connect-AzAccount -ServicePrincipal -Credential $cred -Tenant $tenant");
  }

  private Map<String, String> environment() throws IOException {
    Path authority = folder.resolve("authority.pem");
    Files.writeString(authority, vaults.authorityPem());
    return Map.of(
        "FREEHOLD_CA", authority.toString(), "FREEHOLD_URL", vaults.server().managementResource());
  }

  @AfterAll
  void stop() {
    shell.close();
    vaults.close();
  }

  @BeforeEach
  void forget() {
    shell.answers.clear();
  }

  private void vault(String name) {
    shell.good(
        "New-AzKeyVault -Name %s -ResourceGroupName %s -Location local".formatted(name, GROUP));
    shell.good(
        ("Set-AzKeyVaultAccessPolicy -VaultName %s -ObjectId $owner -PermissionsToKeys"
                + " create,import,get,list,update,delete,recover,purge,backup,restore,rotate,"
                + "getrotationpolicy,setrotationpolicy")
            .formatted(name));
  }

  private PsObject one(String script) {
    List<Object> written = shell.good(script);
    assertThat(written).as(script).hasSize(1);
    return (PsObject) written.getFirst();
  }

  @Test
  @DisplayName("sign in, and show and choose the subscription")
  void context() {
    String profile =
        shell.shows("Connect-AzAccount -ServicePrincipal -Credential $cred -Tenant $tenant");
    assertThat(profile).contains("Account").contains("SubscriptionName").contains("Freehold");
    PsObject context = one("Get-AzContext");
    assertThat(shell.good("(Get-AzContext).Subscription.Id -eq (Get-AzSubscription).Id"))
        .containsExactly(true);
    assertThat(shell.good("(Get-AzContext).Tenant.Id -eq $tenant")).containsExactly(true);
    assertThat(context.get("SubscriptionName")).isNotNull();
    assertThat(
            one("Select-AzSubscription -SubscriptionId (Get-AzSubscription).Id")
                .get("SubscriptionName"))
        .isEqualTo(context.get("SubscriptionName"));
    assertThat(shell.fails("Set-AzContext -Subscription nowhere"))
        .contains("'nowhere'")
        .contains("valid subscription");
    assertThat(shell.fails("Set-AzContext -Tenant " + UUID.randomUUID())).contains("valid tenant");
    shell.good("Connect-AzAccount -WhatIf");
    assertThat(shell.shown)
        .hasToString(
            "What if: Performing the operation \"log in\" on target \"User account in environment"
                + " 'Freehold'\".\n");
  }

  @Test
  @DisplayName("say who must sign in, and that a wrong secret is one")
  void signedOut() throws IOException {
    try (ScriptRun other = new ScriptRun(folder, environment())) {
      assertThat(other.fails("Get-AzKeyVault"))
          .isEqualTo("No account found in the context. Please login using Connect-AzAccount.");
      other.credential("bad", shell.good("$cred.UserName").getFirst().toString(), "wrong-secret");
      other.variable("tenant", shell.good("$tenant").getFirst());
      assertThat(
              other.fails("Connect-AzAccount -ServicePrincipal -Credential $bad -Tenant $tenant"))
          .contains("AADSTS7000215")
          .doesNotContain("wrong-secret");
      assertThat(other.good("Get-AzContext")).isEmpty();
    }
  }

  @Test
  @DisplayName("make a vault, show it, change it and list it")
  void vaults() {
    String made =
        shell.shows(
            "New-AzKeyVault -Name Litware-Show-A1 -ResourceGroupName %s -Location local -Sku Premium"
                    .formatted(GROUP)
                + " -SoftDeleteRetentionInDays 30 -Tag @{ purpose = 'mail' }");
    assertThat(shell.shown).contains("WARNING: Access policy is not set.");
    assertThat(made)
        .contains("Vault Name                          : Litware-Show-A1")
        .contains("SKU                                 : Premium")
        .contains("Soft Delete Retention Period (days) : 30")
        .contains("Enabled For RBAC Authorization?     : False");
    assertThat(shell.fails("New-AzKeyVault Litware-Show-A1 %s local".formatted(GROUP)))
        .isEqualTo("The specified vault already exists.");

    shell.good(
        "Get-AzKeyVault -VaultName Litware-Show-A1 -ResourceGroupName %s".formatted(GROUP)
            + " | Update-AzKeyVault -EnablePurgeProtection");
    PsObject vault = one("Get-AzKeyVault -VaultName Litware-Show-A1");
    assertThat(vault.get("EnablePurgeProtection")).isEqualTo(true);
    assertThat(vault.get("ResourceGroupName")).isEqualTo(GROUP);
    assertThat(shell.good("(Get-AzKeyVault Litware-Show-A1).Tags.purpose")).containsExactly("mail");

    assertThat(shell.good("Get-AzKeyVault -VaultName Nothing-Of-The-Kind")).isEmpty();
    assertThat(shell.good("(Get-AzKeyVault -VaultName litware-show*).VaultName"))
        .containsExactly("Litware-Show-A1");
    assertThat(shell.good("(Get-AzKeyVault -Tag @{ purpose = '' }).VaultName"))
        .containsExactly("Litware-Show-A1");
    assertThat(
            shell.good(
                "Update-AzKeyVault -VaultName Litware-Show-A1 -ResourceGroupName %s -Tag @{}"
                        .formatted(GROUP)
                    + " | % { $_.Tags -eq $null }"))
        .containsExactly(true);
    assertThat(
            shell.good(
                "$r = Get-AzResource -ResourceId (Get-AzKeyVault Litware-Show-A1).ResourceId;"
                    + " $r.Properties.enableSoftDelete = 'True';"
                    + " (Set-AzResource -ResourceId $r.ResourceId -Properties $r.Properties -Force)"
                    + ".Properties.enableSoftDelete"))
        .containsExactly(true);
    assertThat(shell.good("(Get-AzResource -Name litware-show*).ResourceType"))
        .containsExactly("Microsoft.KeyVault/vaults");
  }

  @Test
  @DisplayName("grant, show and take away permissions")
  void policies() {
    String somebody = UUID.randomUUID().toString();
    shell.variable("somebody", somebody);
    shell.good(
        "New-AzKeyVault -Name Litware-Grant-A1 -ResourceGroupName %s -Location local"
            .formatted(GROUP));
    assertThat(
            shell.good(
                "Set-AzKeyVaultAccessPolicy -VaultName Litware-Grant-A1 -ObjectId $somebody"
                    + " -PermissionsToKeys GET,wrapkey,unwrapKey -PermissionsToSecrets list"))
        .isEmpty();
    assertThat(
            shell.shows(
                "Set-AzKeyVaultAccessPolicy -VaultName Litware-Grant-A1 -ObjectId $somebody"
                    + " -PermissionsToKeys get,list -PassThru"))
        .contains("Object ID                                  : " + somebody)
        .contains("Permissions to Keys                        : get, list")
        .contains("Permissions to Secrets                     : list");

    assertThat(shell.fails("Set-AzKeyVaultAccessPolicy Litware-Grant-A1 -ObjectId $somebody"))
        .isEqualTo("At least one permission should be selected for key access or secret access.");
    assertThat(
            shell.fails(
                "Set-AzKeyVaultAccessPolicy Litware-Grant-A1 -ObjectId $somebody"
                    + " -PermissionsToKeys all,get"))
        .startsWith("Invalid permissions to keys. The list contains \"all\"");
    assertThat(
            shell.fails(
                "Set-AzKeyVaultAccessPolicy Litware-Grant-A1 -ObjectId x -PermissionsToKeys get"))
        .isEqualTo("Cannot parse ObjectId into Guid.");
    assertThat(
            shell.fails(
                "Set-AzKeyVaultAccessPolicy Nowhere -ObjectId $somebody -PermissionsToKeys get"))
        .startsWith("Vault 'Nowhere' does not exist in current subscription.");
    assertThat(
            shell.fails(
                "Set-AzKeyVaultAccessPolicy Litware-Grant-A1 -ObjectId $somebody"
                    + " -PermissionsToKeys fly"))
        .contains("does not belong to the set");
    shell.good(
        "Get-AzKeyVault Litware-Grant-A1 | Set-AzKeyVaultAccessPolicy -ObjectId $somebody"
            + " -PermissionsToKeys get -WhatIf");
    assertThat(shell.shown)
        .hasToString(
            "What if: Performing the operation \"Set vault access policy\" on target"
                + " \"Litware-Grant-A1\".\n");

    shell.good("Remove-AzKeyVaultAccessPolicy -VaultName Litware-Grant-A1 -ObjectId $somebody");
    assertThat(shell.good("(Get-AzKeyVault Litware-Grant-A1).AccessPolicies.Count"))
        .containsExactly(0);
    assertThat(shell.good("Remove-AzKeyVaultAccessPolicy Litware-Grant-A1 -ObjectId $somebody"))
        .isEmpty();
    shell.good(
        "Set-AzKeyVaultAccessPolicy Litware-Grant-A1 -EnabledForDeployment"
            + " -EnabledForDiskEncryption");
    assertThat(shell.good("(Get-AzKeyVault Litware-Grant-A1).EnabledForDeployment"))
        .containsExactly(true);
    assertThat(
            shell.fails(
                "Remove-AzKeyVaultAccessPolicy Litware-Grant-A1 -UserPrincipalName a@litware.com"))
        .contains("no directory")
        .contains("-ObjectId");
  }

  @Test
  @DisplayName("carry a key through its life: versions, attributes, removal and return")
  void keyLife() {
    vault("Litware-Life-A1");
    String made =
        shell.shows(
            "Add-AzKeyVaultKey -VaultName Litware-Life-A1 -Name Key001 -Destination HSM"
                + " -KeyOps wrapKey,unwrapKey");
    assertThat(made)
        .contains("Vault/HSM Name : Litware-Life-A1")
        .contains("Key Type       : RSA-HSM")
        .contains("Key Size       : 2048")
        .contains("Enabled        : True");
    assertThat(shell.good("(Get-AzKeyVaultKey Litware-Life-A1 Key001).Attributes.KeyOps"))
        .containsExactly("wrapKey", "unwrapKey");
    Object first = shell.good("(Get-AzKeyVaultKey Litware-Life-A1 Key001).Version").getFirst();
    shell.good(
        "Add-AzKeyVaultKey -VaultName Litware-Life-A1 -Name Key001 -Destination HSM"
            + " -KeyOps @('wrapKey','unwrapKey') -NotBefore '12/27/2016 12:01 AM' -Size 3072");
    List<Object> versions =
        shell.good("(Get-AzKeyVaultKey Litware-Life-A1 Key001 -IncludeVersions).Version");
    assertThat(versions).hasSize(2).last().isEqualTo(first);
    assertThat(
            shell.good(
                "(Get-AzKeyVaultKey -VaultName Litware-Life-A1 -KeyName Key001 -Version %s).KeySize"
                    .formatted(first)))
        .containsExactly(2048);

    shell.good(
        "Update-AzKeyVaultKey Litware-Life-A1 Key001 -Expires '12/31/9999' -Tag @{ a = 'b' }");
    PsObject key = one("Get-AzKeyVaultKey Litware-Life-A1 Key001");
    assertThat(key.get("Expires")).hasToString("9999-12-31T00:00:00Z");
    assertThat(key.get("NotBefore")).hasToString("2016-12-27T00:01:00Z");
    assertThat(one("Get-AzKeyVaultKey Litware-Life-A1 | ? Name -eq Key001").get("Version"))
        .isEqualTo("");
    assertThat(shell.good("(Get-AzKeyVaultKey -VaultName Litware-Life-A1).Id"))
        .allMatch(id -> id.toString().matches("https://litware-life-a1.*:\\d+/keys/[^/]+"));

    shell.answers.add("n");
    assertThat(shell.good("Remove-AzKeyVaultKey Litware-Life-A1 Key001 -PassThru"))
        .containsExactly((Object) null);
    assertThat(shell.shown).contains("Are you sure you want to remove key 'Key001'?");
    shell.good("Remove-AzKeyVaultKey Litware-Life-A1 Key001 -Force -WhatIf");
    assertThat(shell.shown)
        .hasToString("What if: Performing the operation \"Remove key\" on target \"Key001\".\n");
    assertThat(shell.shows("Remove-AzKeyVaultKey Litware-Life-A1 Key001 -Force -PassThru"))
        .contains("Deleted Date         : ")
        .contains("Scheduled Purge Date : ");
    assertThat(shell.fails("Get-AzKeyVaultKey Litware-Life-A1 Key001"))
        .startsWith("A key with (name/id) Key001 was not found in this key vault.")
        .contains("\nStatus: 404 (Not Found)\nErrorCode: KeyNotFound\n");
    shell.run(
        "$k = Get-AzKeyVaultKey Litware-Life-A1 Key001 -ErrorAction SilentlyContinue;"
            + " if (-not $k) { 'none' }");
    assertThat(shell.errors).isEmpty();
    assertThat(shell.fails("Add-AzKeyVaultKey Litware-Life-A1 Key001 -Destination Software"))
        .contains("currently in a deleted but recoverable state");
    assertThat(shell.good("(Get-AzKeyVaultKey Litware-Life-A1 -InRemovedState).Name"))
        .containsExactly("Key001");
    assertThat(
            one("Undo-AzKeyVaultKeyRemoval -VaultName Litware-Life-A1 -Name Key001").get("Version"))
        .isEqualTo(versions.getFirst());
    shell.good("Get-AzKeyVaultKey Litware-Life-A1 Key001 | Remove-AzKeyVaultKey -Force");
    shell.good(
        "Get-AzKeyVaultKey Litware-Life-A1 -InRemovedState"
            + " | Remove-AzKeyVaultKey -InRemovedState -Force");
    assertThat(shell.good("Get-AzKeyVaultKey Litware-Life-A1 -InRemovedState")).isEmpty();
  }

  @Test
  @DisplayName("back a key up and restore it, but not over one that is there")
  void backup() throws IOException {
    vault("Litware-Backup-A1");
    vault("Litware-Backup-A2");
    shell.good(
        "Add-AzKeyVaultKey Litware-Backup-A1 Key001 -Destination Software -Tag @{ a = 'b' }");
    Path file = folder.resolve("Key001.backup");
    assertThat(shell.good("Backup-AzKeyVaultKey Litware-Backup-A1 Key001 Key001.backup"))
        .containsExactly(file.toString());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    byte[] before = Files.readAllBytes(file);
    shell.answers.add("n");
    assertThat(shell.good("Backup-AzKeyVaultKey Litware-Backup-A1 Key001 Key001.backup")).isEmpty();
    assertThat(shell.shown).contains("Overwrite File ?\nOverwrite existing file at '" + file);
    assertThat(file).hasBinaryContent(before);

    assertThat(shell.fails("Restore-AzKeyVaultKey Litware-Backup-A1 Key001.backup"))
        .startsWith("There was a conflict restoring the key")
        .contains("Status: 409 (Conflict)");
    Object version = shell.good("(Get-AzKeyVaultKey Litware-Backup-A1 Key001).Version").getFirst();
    PsObject restored =
        one("Restore-AzKeyVaultKey -VaultName Litware-Backup-A2 -InputFile Key001.backup");
    assertThat(restored.get("Version")).isEqualTo(version);
    assertThat(restored.get("VaultName")).isEqualTo("Litware-Backup-A2");
    assertThat(shell.fails("Restore-AzKeyVaultKey Litware-Backup-A2 nothing.backup"))
        .isEqualTo("Cannot find backup file '%s'.".formatted(folder.resolve("nothing.backup")));
    assertThat(
            shell.good("Get-AzKeyVaultKey Litware-Backup-A1 Key001 | Backup-AzKeyVaultKey -Force"))
        .singleElement()
        .asString()
        .matches(".*/Litware-Backup-A1-Key001-[0-9]+\\.[0-9]{5}");
  }

  @Test
  @DisplayName("make new versions by a policy")
  void rotation() {
    vault("Litware-Rotate-A1");
    shell.good("Add-AzKeyVaultKey Litware-Rotate-A1 K1 -Destination Software");
    assertThat(shell.shows("Get-AzKeyVaultKeyRotationPolicy Litware-Rotate-A1 K1"))
        .contains("{[Action: Notify, TimeAfterCreate: , TimeBeforeExpiry: P30D]}");
    assertThat(
            shell.shows(
                "Set-AzKeyVaultKeyRotationPolicy -VaultName Litware-Rotate-A1 -Name K1 -ExpiresIn"
                    + " P2Y -KeyRotationLifetimeAction @{Action='Rotate'; TimeAfterCreate='P18M'}"))
        .contains("{[Action: Rotate, TimeAfterCreate: P18M, TimeBeforeExpiry: ]}")
        .contains("ExpiresIn       : P2Y")
        .containsPattern("CreatedOn {7}: .*\\+00:00");
    Object before = shell.good("(Get-AzKeyVaultKey Litware-Rotate-A1 K1).Version").getFirst();
    PsObject next = one("Invoke-AzKeyVaultKeyRotation Litware-Rotate-A1 K1");
    assertThat(next.get("Version")).isNotEqualTo(before);
    assertThat(next.get("Expires")).isNotNull();
    assertThat(
            shell.good(
                "(Get-AzKeyVaultKeyRotationPolicy Litware-Rotate-A1 K1"
                    + " | Set-AzKeyVaultKeyRotationPolicy).ExpiresIn"))
        .containsExactly("P2Y");
  }

  @Test
  @DisplayName("delete a vault, bring it back, and end it for good")
  void removal() {
    vault("Litware-Gone-A1");
    shell.answers.add("y");
    assertThat(shell.good("Remove-AzKeyVault -VaultName Litware-Gone-A1 -PassThru"))
        .containsExactly(true);
    assertThat(shell.shown).contains("Are you sure you want to remove vault 'Litware-Gone-A1'.");
    assertThat(shell.good("Get-AzKeyVault -VaultName Litware-Gone-A1")).isEmpty();
    assertThat(
            shell.shows(
                "Get-AzKeyVault -VaultName Litware-Gone-A1 -Location local -InRemovedState"))
        .contains("Scheduled Purge Date : ");
    shell.good(
        "Undo-AzKeyVaultRemoval -VaultName Litware-Gone-A1 -ResourceGroupName %s -Location local -WhatIf"
            .formatted(GROUP));
    assertThat(shell.shown)
        .hasToString(
            "What if: Performing the operation \"Recover vault\" on target"
                + " \"Litware-Gone-A1\".\n");
    PsObject back =
        one("Get-AzKeyVault Litware-Gone-A1 local -InRemovedState | Undo-AzKeyVaultRemoval");
    assertThat(back.get("ResourceGroupName")).isEqualTo(GROUP);
    shell.good("Get-AzKeyVault Litware-Gone-A1 | Remove-AzKeyVault -Force");
    shell.answers.add("y");
    shell.good("Remove-AzKeyVault -VaultName Litware-Gone-A1 -InRemovedState -Location local");
    assertThat(shell.shown)
        .contains("Are you sure you want to remove vault 'Litware-Gone-A1' forever.");
    assertThat(
            shell.fails("Remove-AzKeyVault Litware-Gone-A1 -InRemovedState -Location local -Force"))
        .isEqualTo("Cannot find deleted vault 'Litware-Gone-A1' in location 'local'");
    assertThat(shell.fails("Remove-AzKeyVault Litware-Gone-A1 %s -Force".formatted(GROUP)))
        .isEqualTo("Cannot find vault 'Litware-Gone-A1' in resource group '%s'.".formatted(GROUP));
    assertThat(shell.fails("Remove-AzKeyVaultKey Litware-Gone-A1 k"))
        .startsWith("PowerShell is in NonInteractive mode.");
  }

  @Test
  @DisplayName("say what somebody without permission lacks")
  void wrongRights() throws IOException {
    vault("Litware-Shut-A1");
    shell.good("Add-AzKeyVaultKey Litware-Shut-A1 K1 -Destination Software");
    Connection admin = Connection.read(vaults.administratorConnection());
    JsonNode made = VaultAdmin.application(admin, "stranger");
    try (ScriptRun stranger = new ScriptRun(folder, environment())) {
      stranger.credential(
          "cred", made.path("clientId").asText(), made.path("clientSecret").asText());
      stranger.variable("tenant", admin.tenant());
      stranger.good("Connect-AzAccount -ServicePrincipal -Credential $cred -Tenant $tenant");
      assertThat(stranger.fails("Get-AzKeyVaultKey Litware-Shut-A1 K1"))
          .contains("does not have keys get permission on key vault")
          .contains("Status: 403 (Forbidden)\nErrorCode: Forbidden");
      assertThat(stranger.fails("Get-AzKeyVault")).contains("no subscription");
      assertThat(
              stranger.fails(
                  "Get-AzKeyVault -SubscriptionId "
                      + shell.good("(Get-AzSubscription).Id").getFirst()))
          .contains("does not have authorization");
    }
  }

  @Test
  @DisplayName("manage groups, the provider and the feature of the subscription")
  void platform() {
    shell.good("New-AzResourceGroup -Name Litware-Groups -Location local -Tag @{ a = 'b' }");
    assertThat(shell.good("(Get-AzResourceGroup Litware-Groups).Tags.a")).containsExactly("b");
    assertThat(shell.fails("Get-AzResourceGroup Nowhere"))
        .isEqualTo("Provided resource group does not exist.");
    assertThat(
            shell.good(
                "(Register-AzResourceProvider -ProviderNamespace Microsoft.KeyVault)"
                    + ".RegistrationState"))
        .containsExactly("Registered");
    assertThat(
            shell.good(
                "(Get-AzProviderFeature -ProviderNamespace Microsoft.Resources"
                    + " -FeatureName mandatoryRetentionPeriodEnabled).RegistrationState"))
        .containsExactly("NotRegistered");
  }
}
