package dev.freehold.powershell.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsInHistoryTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ConvertTo-SecureString -AsPlainText 'sesame open' -Force",
        "ConvertTo-SecureString sesame -AsP",
        "$p = ConvertTo-SecureString \"sesame\" -AsPlainText -Force",
        "Connect-Thing -Password sesame",
        "Connect-Thing -Password:'sesame'",
        "New-User -PasswordProfile @{ Password = 'sesame' }",
        "Connect-Thing -AccessToken abcdef -TenantId x",
        "Set-Thing -ClientSecret (ConvertTo-SecureString 'sesame' -AsPlainText)",
        "$password = 'sesame'",
        "$app.ClientSecret = \"sesame\"",
        "@{ 'apiKey' = 'sesame' }",
        "[pscredential]::new('alice', 'sesame')",
        "Invoke-Thing -Headers @{ Authorization = 'Bearer abcdef' }",
        "Get-Thing 'https://a.example/x?sig=abcdef'",
        "Connect-Thing -Password 'sesame",
        "$token = 'abcdef'; Get-Thing",
        "$passphrase, $other = 'sesame', 1",
        "$body = '{ \"clientSecret\": \"sesame\" }'",
        "'user=ada;password=sesame' | Set-Content settings"
      })
  @DisplayName("A line with a secret in it is not written to the history:")
  void secrets(String line) {
    assertThat(Sensitive.isSensitive(line)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Get-Mailbox -Identity 'alice'",
        "Connect-Thing -Credential $credential",
        "$password = Read-Host -AsSecureString -Prompt 'pass phrase'",
        "$secret = Get-Secret -Name 'ours'",
        "$token = $null",
        "Get-Help ConvertTo-SecureString",
        "# the password is elsewhere",
        "Set-AzKeyVaultAccessPolicy -PermissionsToSecrets list, get",
        "Write-Host 'the token: ' $name",
        "$a, $b = 'one', 'two'"
      })
  @DisplayName("A line that only speaks of secrets is written:")
  void others(String line) {
    assertThat(Sensitive.isSensitive(line)).isFalse();
  }
}
