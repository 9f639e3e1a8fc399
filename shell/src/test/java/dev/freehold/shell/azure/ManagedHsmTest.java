package dev.freehold.shell.azure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What this shell knows of and cannot do")
class ManagedHsmTest {

  private final AzureShell shell = new AzureShell(Path.of(".")).signedIn();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Add-AzKeyVaultKey -HsmName quiet-hsm -Name root -KeyType RSA-HSM",
        "Get-AzKeyVaultKey -HsmName quiet-hsm",
        "Get-AzKeyVaultKey -HsmName quiet-hsm -Name root -IncludeVersions",
        "Update-AzKeyVaultKey -HsmName quiet-hsm -Name root -Enable $true",
        "Remove-AzKeyVaultKey -HsmName quiet-hsm -Name root -Force",
        "Undo-AzKeyVaultKeyRemoval -HsmName quiet-hsm -Name root",
        "Backup-AzKeyVaultKey -HsmName quiet-hsm -Name root",
        "Restore-AzKeyVaultKey -HsmName quiet-hsm -InputFile root.backup",
        "Invoke-AzKeyVaultKeyRotation -HsmName quiet-hsm -Name root"
      })
  @DisplayName("A managed HSM is refused with what to do instead, and nothing is sent:")
  void refused(String command) {
    assertThat(shell.fails(command)).startsWith("There is no managed HSM here.");
  }

  @Test
  @DisplayName("Certificates, managed identities and assertions are refused as ways to sign in")
  void waysToSignIn() {
    String certificate =
        "Connect-AzAccount -Environment https://management.litware.example -ServicePrincipal"
            + " -ApplicationId a -Tenant t -CertificateThumbprint 00";
    assertThat(shell.fails(certificate)).startsWith("Programs sign in here with a client secret");
    assertThat(
            shell.fails("Connect-AzAccount -Environment https://management.litware.example -MSI"))
        .startsWith("Programs sign in here with a client secret");
  }
}
