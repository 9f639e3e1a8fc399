package dev.freehold.shell.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.service.FakeApi;
import dev.freehold.shell.service.ServiceShell;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RecipientCmdletsTest {

  private static final String UNCHANGED =
      "WARNING: The command completed successfully but no settings of '%s' have been modified.\n";

  private final ServiceShell shell = ExchangeShell.connected();
  private final ObjectNode mia = mailbox("mia@quarry.example", "Mia Holm");
  private final ObjectNode noor = mailbox("noor@quarry.example", "Noor Vance");

  RecipientCmdletsTest() {
    shell.tenant.recipient("mailUser", "pim@quarry.example", "Pim Dorn");
    shell.tenant.policy(
        shell.tenant.policies, "Stone", "https://a.example/keys/k", "https://b.example/keys/k");
  }

  private ObjectNode mailbox(String address, String displayName) {
    return shell.tenant.recipient("mailbox", address, displayName);
  }

  private List<String> changes() {
    return shell.servers.api.changes();
  }

  private String path(ObjectNode recipient) {
    return "/api/v1/mailboxes/" + recipient.get("id").asText();
  }

  @Test
  @DisplayName("Mailboxes are a table of five columns, and no mail user is among them")
  void table() {
    String shown = shell.quiet("Get-Mailbox");
    assertThat(shown.lines().skip(1).findFirst().orElseThrow())
        .isEqualTo(
            "Name                      Alias           Database                      "
                + " ProhibitSendQuota    ExternalDirectoryObjectId");
    assertThat(shown).contains("Mia Holm                  mia             keep.example");
    assertThat(shown).doesNotContain("Pim");
  }

  @Test
  @DisplayName("A recipient is found by any of its names; one of the other kind is not")
  void one() {
    assertThat(
            shell.quiet(
                "Get-Mailbox mia | fl"
                    + " DisplayName,PrimarySmtpAddress,RecipientTypeDetails,DataEncryptionPolicy"))
        .isEqualTo(
            """

            DisplayName          : Mia Holm
            PrimarySmtpAddress   : mia@quarry.example
            RecipientTypeDetails : UserMailbox
            DataEncryptionPolicy :\s

            """);
    assertThat(shell.error("Get-Mailbox pim").message()).contains("object 'pim' couldn't be found");
    assertThat(shell.error("Get-MailUser mia").message())
        .contains("object 'mia' couldn't be found");
    assertThat(shell.quiet("Get-MailUser pim"))
        .isEqualTo(
            """

            Name     RecipientType
            ----     -------------
            Pim Dorn MailUser

            """);
  }

  @Test
  @DisplayName("Unknown kinds and properties are refused, instead of finding nothing")
  void unknown() {
    assertThat(shell.quiet("(Get-Mailbox -RecipientTypeDetails usermailbox,RoomMailbox).Alias"))
        .isEqualTo("mia\nnoor\n");
    assertThat(shell.error("Get-Mailbox -RecipientTypeDetails Foo").id())
        .isEqualTo("ParameterArgumentValidationError");
    assertThat(shell.quiet("(Get-Mailbox -SortBy displayname).Alias")).isEqualTo("mia\nnoor\n");
    assertThat(shell.error("Get-Mailbox -SortBy Nope").id()).isEqualTo("SortPropertyUnknown");
  }

  @Test
  @DisplayName("If several recipients have the name, the error says so")
  void ambiguous() {
    shell.servers.api.on(
        "GET",
        "/api/v1/mailboxes/Holm",
        request -> {
          throw FakeApi.refusal(409, "mailbox-ambiguous", "several recipients go by this name");
        });
    assertThat(shell.error("Get-Mailbox Holm").fullId()).isEqualTo("mailbox-ambiguous,Get-Mailbox");
  }

  @Test
  @DisplayName("Pages of 500 come until -ResultSize is reached, with a warning if there are more")
  void pages() {
    for (int number = 0; number < 1_198; number++) {
      mailbox("m%04d@quarry.example".formatted(number), "M" + number);
    }
    assertThat(shell.run("Get-Mailbox")).hasSize(1_000);
    assertThat(shell.terminal.shown).contains("WARNING: There are more results than the 1000");
    assertThat(shell.servers.api.log).hasSize(3);
    assertThat(shell.run("Get-Mailbox -ResultSize Unlimited")).hasSize(1_200);
    assertThat(shell.terminal.shown).isEmpty();
    assertThat(shell.run("Get-Mailbox | select -First 3")).hasSize(3);
    assertThat(shell.servers.api.log).hasSize(1);
    assertThat(shell.error("Get-Mailbox -ResultSize some").id()).isEqualTo("ResultSizeNotValid");
  }

  @Test
  @DisplayName("The server looks for policies, the shell for everything else")
  void filters() {
    noor.put("policyId", "00000000-0000-0abc-0000-000000000004").put("policyName", "Stone");
    assertThat(
            shell.quiet(
                "(Get-Mailbox -Filter \"DataEncryptionPolicy -eq 'Stone' -and Alias -like"
                    + " 'n*'\").Alias"))
        .isEqualTo("noor\n");
    assertThat(shell.servers.api.log.getFirst()).contains("&policy=Stone");
    assertThat(shell.quiet("(Get-Mailbox -Filter 'DataEncryptionPolicy -eq $null').Alias"))
        .isEqualTo("mia\n");
    assertThat(shell.servers.api.log.getFirst()).contains("&policy=none");
    assertThat(shell.quiet("(Get-Mailbox -Filter 'DataEncryptionPolicy -ne $null').Alias"))
        .isEqualTo("noor\n");
    assertThat(
            shell.quiet(
                "(Get-Mailbox -Filter {-not (Alias -eq 'noor' -or Name -like '*z*')}).Alias"))
        .isEqualTo("mia\n");
    assertThat(shell.quiet("(Get-Mailbox -Anr Noor).Alias")).isEqualTo("noor\n");
    assertThat(shell.error("Get-Mailbox -Filter 'Alias -eq'").id()).isEqualTo("FilterNotValid");
    assertThat(shell.error("Get-Mailbox -Filter \"Nose -eq 'x'\"").id())
        .isEqualTo("FilterPropertyUnknown");
    assertThat(shell.error("Get-Mailbox -Identity mia -Anr Noor").id())
        .isEqualTo("AmbiguousParameterSet");
  }

  @Test
  @DisplayName("Recipients are sorted and chosen by type; none is a public folder or a group")
  void narrows() {
    mia.put("mailboxType", "shared");
    assertThat(shell.quiet("(Get-Mailbox -SortBy DisplayName -ResultSize 2).Alias"))
        .isEqualTo("mia\nnoor\n");
    assertThat(shell.quiet("(Get-Mailbox -RecipientTypeDetails SharedMailbox).Alias"))
        .isEqualTo("mia\n");
    assertThat(shell.quiet("Get-Mailbox -PublicFolder; Get-Mailbox -GroupMailbox")).isEmpty();
  }

  @Test
  @DisplayName("Properties of the directory change together, and a change that is none warns")
  void sets() {
    shell.quiet(
        "Set-Mailbox mia -DisplayName 'Mia H' -Type Room -CustomAttribute7 x"
            + " -HiddenFromAddressListsEnabled $true");
    assertThat(changes()).singleElement().asString().startsWith("PATCH " + path(mia));
    assertThat(mia.get("mailboxType").asText()).isEqualTo("room");
    assertThat(mia.get("customAttributes").get("7").asText()).isEqualTo("x");
    shell.run("Set-Mailbox mia -DisplayName 'Mia H'");
    assertThat(shell.terminal.shown).hasToString(UNCHANGED.formatted("mia"));
  }

  @Test
  @DisplayName("IMAP is switched off and on, and one that is so already warns")
  void protocols() {
    assertThat(shell.quiet("(Get-CASMailbox mia).ImapEnabled")).isEqualTo("True\n");
    shell.quiet("Set-CASMailbox mia -ImapEnabled $false");
    assertThat(changes()).containsExactly("PATCH " + path(mia) + " {\"imapEnabled\":false}");
    assertThat(shell.quiet("Get-CASMailbox | Where-Object ImapEnabled -eq $false | % Name"))
        .isEqualTo(mia.get("name").asText() + "\n");
    shell.run("Set-CASMailbox mia -ImapEnabled $false");
    assertThat(shell.terminal.shown).hasToString(UNCHANGED.formatted("mia"));
    shell.quiet("Get-CASMailbox mia | Set-CASMailbox -ImapEnabled $true");
    assertThat(shell.quiet("(Get-CASMailbox mia).ImapEnabled")).isEqualTo("True\n");
  }

  @Test
  @DisplayName("Addresses are added, removed, or replaced as a whole")
  void addresses() {
    shell.quiet("Set-Mailbox mia -EmailAddresses @{Add='m.holm@quarry.example'}");
    shell.quiet(
        "Set-Mailbox mia -EmailAddresses @{Add='SMTP:mh@quarry.example';"
            + " Remove='m.holm@quarry.example'}");
    assertThat(AnswerJson.texts(mia, "emailAddresses"))
        .containsExactly("smtp:mia@quarry.example", "SMTP:mh@quarry.example");
    shell.quiet("Set-Mailbox mia -EmailAddresses a@quarry.example,b@quarry.example");
    assertThat(AnswerJson.texts(mia, "emailAddresses"))
        .containsExactly("SMTP:a@quarry.example", "smtp:b@quarry.example");
    shell.quiet(
        "Set-Mailbox mia -EmailAddresses a@quarry.example -PrimarySmtpAddress c@quarry.example");
    assertThat(changes().getFirst())
        .endsWith("{\"emailAddresses\":[\"smtp:a@quarry.example\",\"SMTP:c@quarry.example\"]}");
  }

  @Test
  @DisplayName("A policy is assigned, assigned again without effect, and taken away (C23)")
  void assigns() {
    shell.quiet("Set-Mailbox -Identity mia@quarry.example -DataEncryptionPolicy Stone");
    assertThat(changes()).containsExactly("PUT " + path(mia) + "/policy {\"policy\":\"Stone\"}");
    assertThat(shell.quiet("(Get-Mailbox mia).DataEncryptionPolicy")).isEqualTo("Stone\n");
    shell.run("Set-Mailbox mia -DataEncryptionPolicy 'CN=Stone,O=Quarry'");
    assertThat(shell.terminal.shown).hasToString(UNCHANGED.formatted("mia"));
    shell.quiet("Set-Mailbox -Identity mia -DataEncryptionPolicy $NULL");
    assertThat(changes()).containsExactly("PUT " + path(mia) + "/policy {\"policy\":null}");
  }

  @Test
  @DisplayName("A policy that is not there is named in the error; one to be purged is refused")
  void refused() {
    assertThat(shell.error("Set-Mailbox mia -DataEncryptionPolicy Gone").message())
        .contains("object 'Gone' couldn't be found");
    assertThat(shell.error("Set-Mailbox nobody -DataEncryptionPolicy Stone").message())
        .contains("object 'nobody' couldn't be found");
    shell.tenant.policies.getFirst().put("state", "purgeRequested");
    assertThat(shell.error("Set-Mailbox mia -DataEncryptionPolicy Stone").id())
        .isEqualTo("policy-purge-requested");
  }

  @Test
  @DisplayName(
      "Piped mailboxes are assigned together, those under it already only with a warning (C42)")
  void assignsMany() {
    mia.put("policyId", "00000000-0000-0abc-0000-000000000004").put("policyName", "Stone");
    mailbox("omar@quarry.example", "Omar Lind");
    shell.run("Get-Mailbox | Set-Mailbox -DataEncryptionPolicy Stone");
    assertThat(shell.terminal.shown).hasToString(UNCHANGED.formatted("Mia Holm"));
    assertThat(changes()).singleElement().asString().startsWith("POST /api/v1/mailboxes/policy");
    assertThat(shell.quiet("(Get-Mailbox).DataEncryptionPolicy"))
        .isEqualTo("Stone\nStone\nStone\n");
  }

  @Test
  @DisplayName("If one of many is refused the others are assigned all the same")
  void oneOfMany() {
    shell.servers.api.on(
        "POST",
        "/api/v1/mailboxes/policy",
        request -> {
          throw FakeApi.refusal(409, "policy-purge-requested", "one is to be purged");
        });
    shell.servers.api.on(
        "PUT",
        path(mia) + "/policy",
        request -> {
          throw FakeApi.refusal(409, "policy-purge-requested", "it stays where it is");
        });
    assertThat(shell.error("Get-Mailbox | Set-Mailbox -DataEncryptionPolicy Stone").message())
        .isEqualTo("it stays where it is");
    assertThat(noor.get("policyName").asText()).isEqualTo("Stone");
  }

  @Test
  @DisplayName("An order that waits for a second person succeeds with a warning that says so")
  void warnsOfApproval() {
    String job = "{'id':'00000000-0000-4000-8000-00000000000b','code':'move-awaits-approval'}";
    shell.servers.api.answers("PUT", path(mia) + "/policy", job);
    shell.run("Set-Mailbox mia -DataEncryptionPolicy Stone");
    assertThat(shell.terminal.shown.toString())
        .contains("WARNING: The order for 'mia' was accepted and waits for approval")
        .contains("-RequestId 00000000-0000-4000-8000-00000000000b");
    assertThat(shell.terminal.errors).isEmpty();
  }

  @Test
  @DisplayName("Rows of a table with an Identity column bind by that name")
  void byName() {
    shell.quiet("[pscustomobject]@{Identity='noor'} | Set-Mailbox -Alias nv");
    assertThat(noor.get("alias").asText()).isEqualTo("nv");
  }

  @Test
  @DisplayName(
      "A setting that would have no effect is refused; one that is already in force is no change")
  void notInEffect() {
    for (String setting :
        List.of(
            "-ForwardingSmtpAddress x@y.example",
            "-LitigationHoldDuration 30",
            "-RetentionPolicy Old",
            "-AuditEnabled $false",
            "-DeliverToMailboxAndForward $true")) {
      assertThat(shell.error("Set-Mailbox mia " + setting).id()).isEqualTo("SettingNotSupported");
      assertThat(changes()).isEmpty();
    }
    shell.run(
        "Set-Mailbox mia -AuditEnabled $true -LitigationHoldEnabled $false -ForwardingSmtpAddress"
            + " $null -LitigationHoldDuration Unlimited");
    assertThat(shell.terminal.shown).hasToString(UNCHANGED.formatted("mia"));
  }

  @Test
  @DisplayName("A litigation hold is one of the server's, placed once and lifted, and shown")
  void litigationHold() {
    String guid = mia.get("id").asText();
    assertThat(shell.quiet("(Get-Mailbox mia).LitigationHoldEnabled")).isEqualTo("False\n");
    shell.quiet("Set-Mailbox mia -LitigationHoldEnabled $true");
    assertThat(changes())
        .containsExactly("POST /api/v1/mailboxes/" + guid + "/holds {\"name\":\"LitigationHold\"}");
    mia.putObject("litigationHold")
        .put("placedAt", "2026-03-09T10:20:30Z")
        .put("placedBy", "ines@quarry.example");
    assertThat(
            shell.quiet("Get-Mailbox mia | fl LitigationHoldEnabled,LitigationHoldOwner,*Duration"))
        .isEqualTo(
            """

            LitigationHoldEnabled  : True
            LitigationHoldOwner    : ines@quarry.example
            LitigationHoldDuration : Unlimited

            """);
    assertThat(shell.quiet("(Get-Mailbox mia).LitigationHoldDate.Year")).isEqualTo("2026\n");
    shell.run("Set-Mailbox mia -LitigationHoldEnabled $true");
    assertThat(changes()).as("it is there already").isEmpty();
    shell.quiet("Set-Mailbox mia -LitigationHoldEnabled $false");
    assertThat(changes())
        .containsExactly("DELETE /api/v1/mailboxes/" + guid + "/holds/LitigationHold");
  }

  @Test
  @DisplayName("-WhatIf and -Confirm are asked for each")
  void confirms() {
    shell.run("Get-Mailbox | Set-Mailbox -DataEncryptionPolicy Stone -WhatIf");
    assertThat(shell.terminal.shown)
        .hasToString(
            """
            What if: Performing the operation "Set-Mailbox" on target "Mia Holm".
            What if: Performing the operation "Set-Mailbox" on target "Noor Vance".
            """);
    assertThat(changes()).isEmpty();
  }

  @Test
  @DisplayName("A mail user gets its policy before the migration (C05) and an address elsewhere")
  void mailUser() {
    shell.quiet("Set-MailUser -Identity pim@quarry.example -DataEncryptionPolicy Stone");
    assertThat(shell.quiet("(Get-MailUser pim).DataEncryptionPolicy")).isEqualTo("Stone\n");
    shell.quiet("Set-MailUser pim -ExternalEmailAddress SMTP:pim@away.example");
    assertThat(shell.quiet("(Get-MailUser pim).ExternalEmailAddress"))
        .isEqualTo("SMTP:pim@away.example\n");
    assertThat(shell.error("Set-MailUser mia -DataEncryptionPolicy Stone").message())
        .contains("object 'mia' couldn't be found")
        .endsWith("It is a mailbox: use Set-Mailbox.");
    assertThat(shell.error("Set-Mailbox pim -DataEncryptionPolicy Stone").message())
        .contains("object 'pim' couldn't be found")
        .endsWith("use Set-MailUser.");
    assertThat(
            shell.error("Set-MailUser pim -ExchangeGuid 00000000-0000-0000-0000-000000000001").id())
        .isEqualTo("ExchangeGuidNotSupported");
  }

  @Test
  @DisplayName("A mail user is made with an address elsewhere, or with a name and password here")
  void newMailUser() {
    shell.servers.api.on(
        "POST",
        "/api/v1/mail-users",
        request ->
            shell.tenant.recipient(
                "mailUser",
                AnswerJson.text(request.body(), "address").orElseThrow(),
                AnswerJson.text(request.body(), "name").orElseThrow()));
    shell.servers.api.answers("POST", "/api/v1/users", "{}");
    assertThat(shell.quiet("New-MailUser 'Quin Abel' -ExternalEmailAddress quin@away.example"))
        .contains("Quin Abel MailUser");
    assertThat(changes().getFirst())
        .isEqualTo(
            "POST /api/v1/mail-users {\"name\":\"Quin Abel\",\"displayName\":\"Quin Abel\","
                + "\"address\":\"quin@away.example\""
                + ",\"externalEmailAddress\":\"quin@away.example\"}");
    shell.terminal.answers.add("a long password");
    shell.run(
        "New-MailUser -Name Rae -FirstName Rae -LastName Orr -MicrosoftOnlineServicesID"
            + " rae@quarry.example -Password (Read-Host -AsSecureString)");
    assertThat(shell.terminal.errors).isEmpty();
    assertThat(changes().getFirst())
        .isEqualTo(
            "POST /api/v1/users {\"userPrincipalName\":\"rae@quarry.example\",\"displayName\":\"Rae"
                + " Orr\",\"password\":\"a long password\",\"roles\":[]}");
  }
}
