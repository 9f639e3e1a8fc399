package dev.freehold.shell.migration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.powershell.credential.CredentialCmdlets;
import dev.freehold.powershell.format.DefaultOutput;
import dev.freehold.powershell.format.FormatSettings;
import dev.freehold.powershell.format.TextOutput;
import dev.freehold.powershell.run.Session;
import dev.freehold.powershell.run.engine.EngineCmdlets;
import dev.freehold.powershell.syntax.ParseException;
import dev.freehold.powershell.syntax.SourceText;
import dev.freehold.powershell.testing.FakeTerminal;
import dev.freehold.shell.view.CmdletViews;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Cmdlets of migrations")
class MigrationCmdletsTest {

  private static final String CSV =
      "EmailAddress,UserName,Password\npia@contoso.example,pia,marble\n";
  private static final String ENDPOINT =
      "New-MigrationEndpoint -IMAP -Name 'Old mail' -RemoteServer imap.old.example -Port 993"
          + " -Security Ssl\n";
  private static final String BATCH =
      "New-MigrationBatch -Name Wave1 -SourceEndpoint 'Old mail' -CSVData"
          + " ([System.IO.File]::ReadAllBytes('users.csv'))";

  @TempDir private Path folder;
  private final FakeMigrations server = new FakeMigrations();
  private final FakeTerminal terminal = new FakeTerminal();
  private Session session;

  @BeforeEach
  void open() throws IOException {
    Files.writeString(folder.resolve("users.csv"), CSV);
    session =
        new Session(
            terminal,
            folder,
            Map.of(),
            (file, append) -> {
              throw new AssertionError("no output to files here");
            });
    EngineCmdlets.addTo(session);
    session.commands().add(CredentialCmdlets.all());
    session.commands().add(MigrationCmdlets.all(() -> server));
  }

  private String shows(String script) {
    StringBuilder text = new StringBuilder();
    DefaultOutput output =
        new DefaultOutput(
            FormatSettings.of(CmdletViews.all()),
            new TextOutput(100, line -> text.append(line.stripTrailing()).append('\n')),
            () -> 0);
    try {
      session.run(SourceText.typed(script), output::accept);
    } catch (ParseException e) {
      throw new AssertionError(script, e);
    }
    output.end();
    return text.toString().strip();
  }

  @Test
  void makeAnEndpointAndABatchAsTheirDocumentationSays() {
    assertThat(shows(ENDPOINT))
        .isEqualTo(
            """
            Identity Type RemoteServer
            -------- ---- ------------
            Old mail IMAP imap.old.example\
            """);
    assertThat(server.lastBody.path("security").asText()).isEqualTo("ssl");
    assertThat(server.lastBody.path("port").asInt()).isEqualTo(993);
    assertThat(shows(BATCH))
        .isEqualTo(
            """
            Identity Status  Type TotalCount
            -------- ------  ---- ----------
            Wave1    Created IMAP          3\
            """);
    assertThat(terminal.errors).isEmpty();
    assertThat(Base64.getDecoder().decode(server.lastBody.path("csvData").asText()))
        .isEqualTo(CSV.getBytes(UTF_8));
  }

  @Test
  void giveAnAdministratorOrAClientToTheServer() {
    String who =
        "$who = New-Object PSCredential('root', (ConvertTo-SecureString 'marble' -AsPlainText"
            + " -Force)); ";
    String endpoint = "New-MigrationEndpoint -IMAP -Name Old -RemoteServer imap.old.example ";
    shows(who + endpoint + "-Authentication MasterUser -Credentials $who");
    assertThat(server.lastBody.path("authentication").asText()).isEqualTo("masteruser");
    assertThat(server.lastBody.path("administrator").asText()).isEqualTo("root");
    assertThat(server.lastBody.path("administratorPassword").asText()).isEqualTo("marble");
    shows(
        who
            + endpoint
            + "-Authentication ClientCredentials -Credentials $who -Scope a/.default"
            + " -TokenUri https://login.example/token -CertificateFingerprint AB:CD");
    assertThat(server.lastBody.path("clientId").asText()).isEqualTo("root");
    assertThat(server.lastBody.path("clientSecret").asText()).isEqualTo("marble");
    assertThat(server.lastBody.path("scope").asText()).isEqualTo("a/.default");
    assertThat(server.lastBody.path("certificateFingerprint").asText()).isEqualTo("AB:CD");
    assertThat(terminal.errors).isEmpty();
  }

  @Test
  void goThroughTheLifeOfABatch() {
    shows(
        ENDPOINT
            + BATCH
            + " -ExcludeFolders Junk,'Deleted Items' -MoveFolders @{ 'Sent Items' = 'Sent' }"
            + " -AutoStart");
    assertThat(server.lastBody.path("moveFolders"))
        .hasToString("[{\"from\":\"Sent Items\",\"to\":\"Sent\"}]");
    assertThat(server.lastBody.path("excludeFolders")).hasSize(2);
    assertThat(server.lastBody.path("autoStart").asBoolean()).isTrue();
    assertThat(shows("Start-MigrationBatch Wave1; (Get-MigrationBatch Wave1).Status"))
        .isEqualTo("Starting");
    assertThat(shows("Get-MigrationBatch -Status Stopped")).isEmpty();
    assertThat(
            shows(
                "Get-MigrationBatch -Endpoint 'old mail' | Stop-MigrationBatch -Confirm:$false;"
                    + " (Get-MigrationBatch -Status Stopped).Identity"))
        .isEqualTo("Wave1");
    assertThat(shows("Get-MigrationUser -BatchId Wave1"))
        .contains("pia@contoso.example Wave1 CompletedWithErrors");
    assertThat(shows("(Get-MigrationUser pia@contoso.example).SkippedItems[0].Code"))
        .isEqualTo("message-too-large");
    shows("Remove-MigrationBatch Wave1 -Confirm:$false");
    assertThat(server.batches).isEmpty();
    assertThat(terminal.errors).isEmpty();
  }

  @Test
  void haveABatchCompleteByItself() {
    shows(ENDPOINT + BATCH + " -CompleteAfter 2026-12-01T22:00:00Z");
    assertThat(server.lastBody.path("completeAfter").asText()).isEqualTo("2026-12-01T22:00:00Z");
    assertThat(
            shows(
                "Set-MigrationBatch Wave1 -CompleteAfter 2026-12-02T22:00:00Z;"
                    + "(Get-MigrationBatch Wave1).CompleteAfter.ToUniversalTime().Day"))
        .isEqualTo("2");
    shows("Set-MigrationBatch Wave1 -CompleteAfter $null");
    assertThat(server.batches.get("Wave1").path("completeAfter").asText()).isEqualTo("never");
    assertThat(terminal.errors).isEmpty();
  }

  @Test
  void giveUsersOfABatchNewPasswords() {
    shows(ENDPOINT + BATCH);
    String file = BATCH.substring(BATCH.indexOf(" -CSVData"));
    shows("Set-MigrationBatch Wave1" + file);
    assertThat(server.log)
        .contains("POST /api/v1/migration-batches/Wave1/passwords")
        .doesNotContain("PATCH /api/v1/migration-batches/Wave1");
    assertThat(server.lastBody.path("csvData").asText()).isNotEmpty();
    shows("Set-MigrationBatch Wave1 -DeletionLimit 9" + file);
    assertThat(server.log).contains("PATCH /api/v1/migration-batches/Wave1");
    assertThat(terminal.errors).isEmpty();
  }

  @Test
  void letABatchGoOnUntilItIsCompleted() {
    shows(ENDPOINT + BATCH + " -SyncIntervalMinutes 60 -DeletionLimit Unlimited");
    assertThat(server.lastBody.path("autoComplete").asBoolean(true)).isFalse();
    assertThat(server.lastBody.path("syncIntervalMinutes").asInt()).isEqualTo(60);
    assertThat(server.lastBody.path("deletionLimit").asInt()).isEqualTo(Integer.MAX_VALUE);
    assertThat(
            shows(
                "Set-MigrationBatch Wave1 -DeletionLimit 7;"
                    + " $batch = Get-MigrationBatch Wave1 -IncludeReport;"
                    + " $batch.DeletionLimit; $batch.Report[0].New"))
        .isEqualTo("7\n4");
    shows("Set-MigrationUser pia@contoso.example -ApproveDeletions -Confirm:$false");
    assertThat(server.log)
        .contains(
            "POST /api/v1/migration-batches/Wave1/users/pia%40contoso.example/approve-deletions");
    shows("Set-MigrationUser pat@contoso.example -ApproveDeletions -Confirm:$false");
    assertThat(terminal.errors.getLast().message()).contains("no deletions of this mailbox wait");
    shows(BATCH.replace("Wave1", "Quiet"));
    int before = terminal.errors.size();
    shows("Set-MigrationUser pia@contoso.example -ApproveDeletions -Confirm:$false");
    assertThat(terminal.errors).hasSize(before);
    String one =
        "Set-MigrationUser pia@contoso.example -ApproveDeletions -Confirm:$false -BatchId ";
    shows(one + "Quiet");
    assertThat(terminal.errors.getLast().message()).contains("no deletions of this mailbox wait");
    shows(one + "Wave9");
    assertThat(terminal.errors.getLast().message()).contains("there is no such thing");
    assertThat(
            shows(
                "Complete-MigrationBatch Wave1 -Confirm:$false;"
                    + " (Get-MigrationBatch Wave1).Status"))
        .isEqualTo("Completing");
    shows(BATCH.replace("Wave1", "Wave2") + " -AutoComplete");
    assertThat(server.lastBody.path("autoComplete").asBoolean()).isTrue();
  }

  @Test
  void testAServerBeforeItIsUsed() {
    assertThat(
            shows(
                "(Test-MigrationServerAvailability -IMAP -RemoteServer imap.old.example -Port 993"
                    + " -Security Ssl).Result"))
        .isEqualTo("Success");
    assertThat(server.lastBody.path("security").asText()).isEqualTo("ssl");
    shows("Test-MigrationServerAvailability -Endpoint 'Old mail'");
    assertThat(server.lastBody.path("endpoint").asText()).isEqualTo("Old mail");
    assertThat(server.lastBody.has("remoteServer")).isFalse();
    assertThat(terminal.errors).isEmpty();
  }

  @Test
  void sayWhatBecameOfEachFolder() {
    shows(ENDPOINT + BATCH);
    assertThat(
            shows(
                "$user = Get-MigrationUserStatistics pia@contoso.example -IncludeReport;"
                    + " $user.Report[0].Folder; $user.Report[0].AtSource - $user.Report[0].Here"))
        .isEqualTo("Work/Plans\n1");
  }

  @Test
  void limitBadItems() {
    shows(ENDPOINT + BATCH + " -BadItemLimit 5");
    assertThat(server.lastBody.path("badItemLimit").asInt()).isEqualTo(5);
    shows(BATCH.replace("Wave1", "Wave2") + " -BadItemLimit Unlimited");
    assertThat(server.lastBody.path("badItemLimit").asInt()).isEqualTo(Integer.MAX_VALUE);
    shows(BATCH + " -BadItemLimit few");
    assertThat(terminal.errors.getLast().message()).contains("a number from 0 on or Unlimited");
  }

  @Test
  void doNothingByWhatIf() {
    shows(ENDPOINT.strip() + " -WhatIf");
    assertThat(server.log).isEmpty();
  }

  @Test
  @DisplayName("tell by -WhatIf what a batch would do, part by part")
  void dryRun() {
    assertThat(
            shows(
                "$found = "
                    + BATCH
                    + " -WhatIf; $found.Count; $found[0].ChangedNames;"
                    + " $found[1].Code; $found[2].ExpectedSeconds; $found[2].Space"))
        .isEqualTo("3\na*b -> a=2Ab\nmigration-login-refused\n90\nShort");
    assertThat(server.log)
        .containsExactly("POST /api/v1/migration-dry-runs", "POST /api/v1/migration-dry-runs");
    assertThat(server.lastBody.path("after").asText()).isEqualTo("2.1");
    assertThat(terminal.shown)
        .contains(
            "WARNING: 1 of 2 mailboxes cannot be migrated as they are",
            "WARNING: The server has not enough room");
    assertThat(terminal.errors).isEmpty();
  }

  @Test
  @DisplayName("remove a batch that copies mail only if asked once more, or with -Force")
  void runningBatch() {
    shows(ENDPOINT + BATCH + " -AutoStart");
    server.running.add("Wave1");
    terminal.answers.add("n");
    shows("Remove-MigrationBatch Wave1 -Confirm:$false");
    assertThat(terminal.shown).contains("WARNING: The batch Wave1 copies mail or will go on to.");
    assertThat(server.batches).containsKey("Wave1");
    terminal.answers.add("y");
    shows("Remove-MigrationBatch Wave1 -Confirm:$false");
    assertThat(server.batches).isEmpty();
    shows(BATCH + " -AutoStart");
    shows("Remove-MigrationBatch Wave1 -Confirm:$false -Force");
    assertThat(server.batches).isEmpty();
    assertThat(terminal.errors).isEmpty();
  }

  @Test
  @DisplayName("show how far a mailbox is while it is copied")
  void progress() {
    shows(ENDPOINT + BATCH);
    assertThat(
            shows(
                "$user = Get-MigrationUserStatistics pia@contoso.example;"
                    + " $user.CurrentFolder; $user.PercentageComplete; $user.ItemsPerMinute"))
        .isEqualTo("Work/Plans\n40\n120");
  }

  @Test
  void tellWhatIsNotThereAndWhatIsNotDone() {
    shows("Get-MigrationBatch Nothing");
    assertThat(terminal.errors.getLast().message()).isEqualTo("there is no such thing");
    shows(BATCH + " -StartAfter '2026-05-06'");
    assertThat(terminal.errors.getLast().message()).contains("Leave -StartAfter out");
    shows(BATCH + " -NotificationEmails admin@contoso.example");
    assertThat(terminal.shown.toString()).containsOnlyOnce("WARNING: ");
    shows("New-MigrationBatch -Name x -SourceEndpoint y -CSVData 'pia,marble'");
    assertThat(terminal.errors.getLast().message())
        .contains("ReadAllBytes")
        .doesNotContain("marble");
  }

  @Test
  @DisplayName("take what is published and means nothing here with a warning")
  void harmless() {
    shows(ENDPOINT.strip() + " -MaxConcurrentMigrations 50 -MaxConcurrentIncrementalSyncs 25");
    assertThat(terminal.shown)
        .contains(
            "WARNING: -MaxConcurrentIncrementalSyncs has no effect here:",
            "WARNING: 20 mailboxes are migrated at a time, which is the most, and not 50.");
    assertThat(server.lastBody.path("maxConcurrentMigrations").asInt()).isEqualTo(20);
    assertThat(terminal.errors).isEmpty();
  }
}
