package dev.freehold.server.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of any characters in the shell, on a real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OddIdentitiesTest {

  private static final List<String> ODD =
      List.of(
          "contoso/nobody",
          "contoso\\nobody",
          "50%",
          "a%2Fb",
          "\"quoted\"",
          "o''neil",
          "a+b",
          "a;b=c",
          "a?b#c",
          "Åsa 日本",
          "..",
          "x".repeat(20_000));

  private ShellWorld world;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    world = ShellWorld.start(folder);
    world.run("Connect-ExchangeOnline -Credential $admin -ShowBanner:$false");
    world.run("Connect-SPOService -Url https://contoso-admin.sharepoint.com -Credential $admin");
    world.run("Connect-AzAccount -Credential $admin -Subscription 'Keys A'");
  }

  @AfterAll
  void stop() {
    world.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Get-Mailbox",
        "Get-MailUser",
        "Get-CASMailbox",
        "Get-Recipient",
        "Get-EXOMailbox",
        "Get-EXORecipient",
        "Get-EXOCASMailbox",
        "Get-EXOMailboxStatistics",
        "Get-MailboxFolderStatistics",
        "Get-EXOMailboxFolderStatistics -UserPrincipalName",
        "Get-MailboxStatistics",
        "Get-MoveRequest",
        "Get-MoveRequestStatistics",
        "New-MoveRequest",
        "Set-Mailbox -DisplayName x -Identity",
        "Set-CASMailbox -ImapEnabled $true -Identity",
        "Get-DataEncryptionPolicy",
        "Set-DataEncryptionPolicy -Description x -Confirm:$false -Identity",
        "Get-M365DataAtRestEncryptionPolicy",
        "Get-MigrationEndpoint",
        "Get-MigrationBatch",
        "Start-MigrationBatch",
        "Get-MigrationUser",
        "Get-SPOSite",
        "Remove-SPOSite -Confirm:$false",
        "Get-AzADUser -ObjectId",
        "Get-AzADServicePrincipal -ObjectId",
        "Get-AzADGroup -ObjectId",
        "Get-AzADGroupMember -GroupDisplayName",
        "Get-AzResourceGroup",
        "Get-AzKeyVaultKey -VaultName",
        "Undo-AzKeyVaultRemoval -ResourceGroupName RG -Location local -VaultName"
      })
  @DisplayName("A name of nothing is not found, and the reason is told")
  void nothing(String command) {
    for (String name : ODD) {
      String shown = world.run("%s '%s'".formatted(command, name));
      assertThat(shown)
          .as("%s '%.40s'", command, name)
          .isNotBlank()
          .doesNotContain("gave no reason", "fault of the shell", "answered with status")
          .containsAnyOf(
              "couldn't be found",
              "not found",
              "Cannot",
              "no such",
              "does not exist",
              "is not a vault's name",
              "no migration",
              "nothing was found",
              "the name is longer");
    }
  }

  @Test
  @DisplayName("A mailbox is found behind its organisation, and by a name of odd characters")
  void found() {
    for (String name : List.of("contoso\\alice", "contoso/Alice", "contoso.com/Users/alice")) {
      assertThat(world.run("(Get-Mailbox '%s').PrimarySmtpAddress".formatted(name)).strip())
          .as(name)
          .isEqualTo("alice@contoso.com");
    }
    String odd = "R&D/North \\ 50%25 \"x\" +é";
    assertThat(world.run("Set-Mailbox bob -DisplayName '%s'".formatted(odd))).isEmpty();
    for (String cmdlet : List.of("Get-Mailbox", "Get-MailboxStatistics", "Get-CASMailbox")) {
      assertThat(world.run("(%s '%s').DisplayName".formatted(cmdlet, odd)).strip())
          .as(cmdlet)
          .isEqualTo(odd);
    }
  }
}
