package dev.freehold.shell.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.powershell.value.PsObject;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("How the cmdlets' objects are shown")
class CmdletViewsTest {

  @Test
  @DisplayName("A key has its list view, with empty lines for what it has not")
  void showsKeys() {
    PsObject key =
        PsObject.ofType(CmdletTypes.KEY)
            .with("VaultName", "Litware-MAILEX-NA-VaultA1")
            .with("Name", "Litware-MAILEX-NA-VaultA1-Key001")
            .with("KeyType", "RSA-HSM")
            .with("KeySize", 2048)
            .with("CurveName", null)
            .with("Version", "0123456789abcdef0123456789abcdef")
            .with(
                "Id",
                "https://litware-mailex-na-vaulta1.vault.azure.net:443/keys/"
                    + "Litware-MAILEX-NA-VaultA1-Key001/0123456789abcdef0123456789abcdef")
            .with("Enabled", true)
            .with("Created", Instant.parse("2020-03-09T17:45:12Z"))
            .with("Updated", Instant.parse("2020-03-09T17:45:12Z"))
            .with("RecoveryLevel", "Recoverable+ProtectedSubscription");
    assertThat(Shown.of(key))
        .isEqualTo(
            """

            Vault/HSM Name : Litware-MAILEX-NA-VaultA1
            Name           : Litware-MAILEX-NA-VaultA1-Key001
            Key Type       : RSA-HSM
            Key Size       : 2048
            Curve Name     :
            Version        : 0123456789abcdef0123456789abcdef
            Id             : https://litware-mailex-na-vaulta1.vault.azure.net:443/keys/Litware-MAILEX-NA-VaultA1-Key001/0123456789a
                             bcdef0123456789abcdef
            Enabled        : True
            Expires        :
            Not Before     :
            Created        : 3/9/2020 5:45:12 PM
            Updated        : 3/9/2020 5:45:12 PM
            Recovery Level : Recoverable+ProtectedSubscription
            Tags           :

            """);
  }

  @Test
  @DisplayName("Mailboxes have fixed columns, and the last one takes what is left")
  void showsMailboxes() throws IOException {
    PsObject mailbox =
        PsObject.ofType(CmdletTypes.MAILBOX)
            .with("Name", "Erika Muster")
            .with("Alias", "erika")
            .with("Database", "LITPR07DG881-db019")
            .with("ProhibitSendQuota", "99 GB (106,300,440,576 bytes)")
            .with("ExternalDirectoryObjectId", "90ab12cd-1539-4e00-b111-7c0000000000");
    assertThat(Shown.of(mailbox)).isEqualTo(Shown.golden("mailboxes.txt"));
  }

  @Test
  @DisplayName("The status of a geo is a list of its default properties")
  void usesDefaultProperties() {
    PsObject status =
        PsObject.ofType(CmdletTypes.SITE_POLICY_STATUS)
            .with("Status", "Registering")
            .with("State", "Registering")
            .with("PrimaryKeyVaultUri", "https://a.vault.azure.net/keys/k/1")
            .with("SecondaryKeyVaultUri", "https://b.vault.azure.net/keys/k/2")
            .with("RegistrationProgress", 37)
            .with("RecoveryEnabled", false);
    assertThat(Shown.of(status))
        .isEqualTo(
            """

            State                : Registering
            PrimaryKeyVaultUri   : https://a.vault.azure.net/keys/k/1
            SecondaryKeyVaultUri : https://b.vault.azure.net/keys/k/2
            RegistrationProgress : 37
            RecoveryEnabled      : False

            """);
  }
}
