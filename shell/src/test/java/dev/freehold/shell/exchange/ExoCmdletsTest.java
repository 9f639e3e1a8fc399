package dev.freehold.shell.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.service.FakeApi;
import dev.freehold.shell.service.ServiceShell;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The EXO cmdlets, and those for recipients of all kinds")
class ExoCmdletsTest {

  private static final String PERSON = "0a0a0a0a-0000-0000-0000-00000000000b";

  private final ServiceShell shell = ExchangeShell.connected();
  private final ObjectNode mia = shell.tenant.recipient("mailbox", "mia@quarry.example", "Mia");

  ExoCmdletsTest() {
    shell.tenant.recipient("mailUser", "pim@quarry.example", "Pim");
    mia.put("policyName", "Stone").put("policyId", "0c0c0c0c-0000-0000-0000-000000000009");
    shell.servers.api.on(
        "GET",
        "/v1.0/users/([^/]+)",
        request -> {
          if (request.group(1).equals(PERSON)) {
            return AnswerJson.object().put("userPrincipalName", "mia@quarry.example");
          }
          throw FakeApi.refusal(404, "Request_ResourceNotFound", "there is no such user");
        });
  }

  @Test
  @DisplayName("Get-Recipient shows both kinds in one table, and finds either")
  void recipients() {
    assertThat(shell.quiet("Get-Recipient"))
        .isEqualTo(
            """

            Name RecipientType
            ---- -------------
            Mia  UserMailbox
            Pim  MailUser

            """);
    assertThat(shell.quiet("(Get-Recipient pim).RecipientTypeDetails")).isEqualTo("MailUser\n");
    assertThat(shell.quiet("(Get-Recipient -RecipientType MailUser).Name")).isEqualTo("Pim\n");
    assertThat(shell.quiet("(Get-Recipient -Filter \"Alias -eq 'mia'\").Name")).isEqualTo("Mia\n");
    assertThat(shell.quiet("(Get-Recipient -ResultSize Unlimited -SortBy Name)[1].Alias"))
        .isEqualTo("pim\n");
    assertThat(shell.error("Get-Recipient nobody").message())
        .contains("object 'nobody' couldn't be found");
    assertThat(shell.error("Get-Recipient -RecipientType Robot").id())
        .isEqualTo("ParameterArgumentValidationError");
  }

  @Test
  @DisplayName("A mailbox has few properties, and those that are asked for")
  void properties() {
    assertThat(shell.quiet("(Get-EXOMailbox mia).DataEncryptionPolicy")).isEmpty();
    assertThat(shell.quiet("(Get-EXOMailbox mia).PrimarySmtpAddress"))
        .isEqualTo("mia@quarry.example\n");
    assertThat(
            shell.quiet(
                "Get-EXOMailbox -ResultSize Unlimited -Properties DataEncryptionPolicy |"
                    + " Select-Object DisplayName, DataEncryptionPolicy"))
        .isEqualTo(
            """

            DisplayName DataEncryptionPolicy
            ----------- --------------------
            Mia         Stone

            """);
    assertThat(shell.quiet("(Get-EXOMailbox mia -PropertySets Policy,Quota).ProhibitSendQuota"))
        .isEqualTo("Unlimited\n");
    assertThat(shell.quiet("(Get-EXOMailbox mia -PropertySets Policy).Alias")).isEmpty();
    assertThat(shell.quiet("(Get-EXOMailbox mia -Properties Custom*).PSObject.Properties.Name"))
        .contains("CustomAttribute15", "Alias");
    assertThat(shell.quiet("(Get-EXOMailbox mia -PropertySets All).MailboxRegion")).isNotNull();
    assertThat(shell.error("Get-EXOMailbox mia -PropertySets Most").id())
        .isEqualTo("ParameterArgumentValidationError");
  }

  @Test
  @DisplayName("A property that nothing has is empty, with one warning for all objects")
  void unknownProperty() {
    shell.tenant.recipient("mailbox", "noor@quarry.example", "Noor");
    shell.run("Get-EXOMailbox -Properties ArchiveName | % ArchiveName");
    assertThat(shell.terminal.shown)
        .hasToString(
            "WARNING: -Properties names 'ArchiveName', which nothing has on this server; it stays"
                + " empty.\n");
  }

  @Test
  @DisplayName("A mailbox is named by its address, its person, or a row of a table")
  void identities() {
    for (String named :
        List.of(
            "-PrimarySmtpAddress mia@quarry.example",
            "-UserPrincipalName mia@quarry.example",
            "-ExternalDirectoryObjectId " + PERSON,
            "-Identity mia")) {
      assertThat(shell.quiet("(Get-EXOMailbox %s).Name".formatted(named)))
          .as(named)
          .isEqualTo("Mia\n");
      assertThat(shell.quiet("(Get-EXOMailboxStatistics %s).ItemCount".formatted(named)))
          .as(named)
          .isEqualTo("12\n");
    }
    assertThat(
            shell.quiet(
                "([pscustomobject]@{UserPrincipalName='mia@quarry.example'} | Get-EXOMailbox)"
                    + ".Name"))
        .isEqualTo("Mia\n");
    assertThat(shell.error("Get-EXOMailbox -PrimarySmtpAddress ' '").id())
        .isEqualTo("IdentityEmpty");
    assertThat(shell.error("Get-EXOMailbox -PrimarySmtpAddress $null").id())
        .isEqualTo("IdentityEmpty");
    assertThat(shell.error("Get-EXOMailboxStatistics").id()).isEqualTo("IdentityMissing");
    assertThat(
            shell
                .error("Get-EXOMailbox -ExternalDirectoryObjectId " + new java.util.UUID(1, 1))
                .message())
        .contains("couldn't be found");
  }

  @Test
  @DisplayName("Piped mailboxes are asked for together")
  void statistics() {
    shell.tenant.recipient("mailbox", "noor@quarry.example", "Noor");
    assertThat(
            shell.quiet(
                "Get-EXOMailbox | Get-EXOMailboxStatistics -Properties IsEncrypted | ft"
                    + " DisplayName,ItemCount,IsEncrypted"))
        .isEqualTo(
            """

            DisplayName ItemCount IsEncrypted
            ----------- --------- -----------
            Mia                12        True
            Noor               12        True

            """);
    assertThat(shell.servers.api.log.stream().filter(line -> line.startsWith("POST"))).hasSize(1);
    assertThat(shell.quiet("(Get-EXOMailboxStatistics mia).IsEncrypted")).isEmpty();
  }

  @Test
  @DisplayName("Protocols and recipients come with their smallest sets")
  void others() {
    assertThat(shell.quiet("(Get-EXOCASMailbox mia).ImapEnabled")).isEqualTo("True\n");
    assertThat(shell.quiet("(Get-EXOCASMailbox -PropertySets Pop)[0].PopEnabled"))
        .isEqualTo("False\n");
    assertThat(shell.quiet("Get-EXOCASMailbox | Set-CASMailbox -ImapEnabled $false")).isEmpty();
    assertThat(mia.get("imapEnabled").asBoolean()).isFalse();
    assertThat(shell.quiet("(Get-EXORecipient).Name")).isEqualTo("Mia\nPim\n");
    assertThat(shell.quiet("(Get-EXORecipient pim -PropertySets Custom).Alias")).isEmpty();
    shell.servers.api.answers(
        "GET",
        "/api/v1/removed-mailboxes",
        "{'mailboxes':[{'id':'0c0c0c0c-0000-0000-0000-00000000000a','recipientKind':'mailbox',"
            + "'name':'Olga','displayName':'Olga','address':'olga@quarry.example'}]}");
    assertThat(shell.quiet("(Get-EXOMailbox -SoftDeletedMailbox).Name")).isEqualTo("Olga\n");
    assertThat(shell.error("Get-EXOMailbox pim").message()).contains("couldn't be found");
  }

  @Test
  @DisplayName("Folders tell what they and those below them hold")
  void folders() {
    assertThat(
            shell.quiet(
                "Get-MailboxFolderStatistics -Identity mia | Select-Object FolderPath,"
                    + " ItemsInFolder, FolderSize, ItemsInFolderAndSubfolders, FolderType"))
        .isEqualTo(
            """

            FolderPath                 : /Inbox
            ItemsInFolder              : 5
            FolderSize                 : 5 KB (5,120 bytes)
            ItemsInFolderAndSubfolders : 16
            FolderType                 : Inbox

            FolderPath                 : /Inbox/Bills
            ItemsInFolder              : 11
            FolderSize                 : 11 KB (11,264 bytes)
            ItemsInFolderAndSubfolders : 11
            FolderType                 : User Created

            FolderPath                 : /Plans
            ItemsInFolder              : 5
            FolderSize                 : 5 KB (5,120 bytes)
            ItemsInFolderAndSubfolders : 5
            FolderType                 : User Created

            FolderPath                 : /Sent
            ItemsInFolder              : 4
            FolderSize                 : 4 KB (4,096 bytes)
            ItemsInFolderAndSubfolders : 4
            FolderType                 : SentItems

            """);
    assertThat(shell.quiet("(Get-EXOMailbox | Get-EXOMailboxFolderStatistics).Identity"))
        .isEqualTo("Mia\\Inbox\nMia\\Inbox\\Bills\nMia\\Plans\nMia\\Sent\n");
  }

  @Test
  @DisplayName("Folders are chosen by what they are for, with those below them")
  void folderScopes() {
    String cmdlet = "(Get-MailboxFolderStatistics mia -FolderScope %s).Name";
    assertThat(shell.quiet(cmdlet.formatted("Inbox"))).isEqualTo("Inbox\nBills\n");
    assertThat(shell.quiet(cmdlet.formatted("SentItems"))).isEqualTo("Sent\n");
    assertThat(shell.quiet(cmdlet.formatted("personal"))).isEqualTo("Plans\n");
    assertThat(shell.quiet(cmdlet.formatted("Calendar"))).isEmpty();
    assertThat(shell.error(cmdlet.formatted("Attic")).id())
        .isEqualTo("ParameterArgumentValidationError");
    assertThat(shell.run("Get-MailboxFolderStatistics mia -SkipCount 1 -ResultSize 2")).hasSize(2);
    assertThat(shell.terminal.shown).contains("more results than the 2");
    assertThat(shell.run("Get-EXOMailboxFolderStatistics mia -IncludeOldestAndNewestItems"))
        .hasSize(4);
    assertThat(shell.terminal.shown).contains("nothing of any of them");
    assertThat(shell.error("Get-MailboxFolderStatistics nobody").message())
        .contains("couldn't be found");
    assertThat(shell.error("Get-MailboxFolderStatistics mia -Archive").id())
        .isEqualTo("ArchivesNotSupported");
  }
}
