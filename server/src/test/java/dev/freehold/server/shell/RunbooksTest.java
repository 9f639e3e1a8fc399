package dev.freehold.server.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The runbooks in docs/administer/runbooks, one after another as an organisation's life goes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RunbooksTest {

  private static final Path RUNBOOKS = Path.of("..", "docs", "administer", "runbooks");

  private static final String APPROVE = "approve-moves.ps1' -NewPolicy EU_mailboxes_2";

  private ShellWorld world;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    world = ShellWorld.start(folder);
    assertThat(world.run("Connect-AzAccount -Credential $admin -Subscription 'Keys A' | Out-Null"))
        .isEmpty();
    assertThat(world.run("Connect-ExchangeOnline -Credential $admin -ShowBanner:$false")).isEmpty();
  }

  @AfterAll
  void stop() {
    world.close();
  }

  private String runbook(String call) throws IOException {
    return world.run("& '" + RUNBOOKS.toAbsolutePath().normalize() + "/" + call).strip();
  }

  private String vault(String letter, String key, String service) throws IOException {
    String shown =
        runbook(
            "set-up-vault.ps1' -Subscription 'Keys %s' -VaultName runbook-%s -KeyName %s"
                    .formatted(letter, letter, key)
                + " -Administrator admin@contoso.com"
                + service);
    assertThat(shown)
        .matches("https://runbook-" + letter.toLowerCase(Locale.ROOT) + "\\S+/keys/\\S+");
    return shown;
  }

  @Test
  @Order(1)
  @DisplayName("Two vaults, a policy, a mailbox and a mail user under it")
  void setUp() throws IOException {
    String first = vault("A", "mail", "");
    String second = vault("B", "mail", "");
    assertThat(
            runbook(
                "set-up-policy.ps1' -Name EU_mailboxes -KeyId %s, %s -Recipient alice, dana"
                    .formatted(first, second)))
        .containsPattern("alice +True +[0-9a-f-]{36}");
    assertThat(world.run("(Get-MailUser dana).DataEncryptionPolicy").strip())
        .isEqualTo("EU_mailboxes");
    assertThat(world.run("(Get-ChildItem *.backup).Count").strip()).isEqualTo("2");
  }

  @Test
  @Order(2)
  @DisplayName("The names of what is there are offered while a line is typed")
  void names() throws InterruptedException {
    assertThat(world.names("Get-Mailbox", "Identity", "", "al")).containsExactly("alice");
    assertThat(world.names("Set-Mailbox", "DataEncryptionPolicy", "", "eu"))
        .containsExactly("EU_mailboxes");
    assertThat(world.names("Set-AzContext", "Subscription", "", "")).isEmpty();
    world.run("Set-AzContext -Subscription 'Keys A' | Out-Null");
    assertThat(world.names("Get-AzKeyVault", "VaultName", "", "run")).containsExactly("runbook-A");
    assertThat(world.names("Get-AzKeyVaultKey", "Name", "runbook-A", "m")).containsExactly("mail");
  }

  @Test
  @Order(3)
  @DisplayName("Both root keys rolled; the old versions stay")
  void roll() throws IOException {
    assertThat(
            runbook(
                "roll-keys.ps1' -Policy EU_mailboxes -VaultName runbook-A, runbook-B -KeyName"
                    + " mail"))
        .containsPattern("(?s)Version.*True.*True");
  }

  @Test
  @Order(4)
  @DisplayName("A deleted key recovered, a lost one restored from its backup")
  void restore() throws IOException {
    world.run("Remove-AzKeyVaultKey runbook-B mail -Force");
    assertThat(runbook("restore-key.ps1' -VaultName runbook-B -KeyName mail"))
        .contains("runbook-B")
        .contains("Enabled        : True");
    assertThat(runbook("restore-key.ps1' -VaultName runbook-B -KeyName nothing"))
        .contains("Name its backup with -InputFile");
  }

  @Test
  @Order(5)
  @DisplayName(
      "Both keys lost: new keys, a new policy, every mailbox moved once a second person agrees")
  void recover() throws IOException {
    String first = vault("A", "mail2", "");
    String second = vault("B", "mail2", "");
    world.run(
        "Remove-AzKeyVaultKey runbook-A mail -Force; Remove-AzKeyVaultKey runbook-B mail -Force;"
            + " Start-Sleep 3"); // until no lease is left
    String ordered =
        runbook(
            "recover-mailboxes.ps1' -LostPolicy EU_mailboxes -NewPolicy EU_mailboxes_2 -KeyId %s, %s"
                .formatted(first, second));
    assertThat(ordered).contains("alice");
    world.run("while (-not (Get-MailboxStatistics alice).MoveAwaitsApproval) {}");
    assertThat(runbook(APPROVE)).contains("another person");
    world.run("Connect-ExchangeOnline -Credential $grace -ShowBanner:$false");
    assertThat(runbook(APPROVE)).matches("[0-9a-f-]{36}");
    world.run("Wait-Encrypted alice; Connect-ExchangeOnline -Credential $admin -ShowBanner:$false");
    assertThat(world.run("(Get-Mailbox alice).DataEncryptionPolicy").strip())
        .isEqualTo("EU_mailboxes_2");
  }

  @Test
  @Order(6)
  @DisplayName("A geo registered and watched to its end")
  void geo() throws IOException {
    String sharePoint = " -ServicePrincipalName 00000003-0000-0ff1-ce00-000000000000";
    String first = vault("A", "files", sharePoint);
    String second = vault("B", "files", sharePoint);
    assertThat(
            world.run(
                "Connect-SPOService -Url https://contoso-admin.sharepoint.com -Credential $admin"))
        .isEmpty();
    assertThat(
            runbook("set-up-geo.ps1' -PrimaryKeyId %s -SecondaryKeyId %s".formatted(first, second)))
        .containsPattern("State +: Registered");
  }
}
