package dev.freehold.shell.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.run.error.ErrorText;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.shell.service.FakeApi;
import dev.freehold.shell.service.FakeTenant;
import dev.freehold.shell.service.ServiceShell;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PolicyCmdletsTest {

  private final ServiceShell shell = ExchangeShell.connected();

  private ObjectNode policy(String name) {
    return shell.tenant.policy(
        shell.tenant.policies,
        name,
        "https://left.example/keys/slate",
        "https://right.example/keys/chalk");
  }

  private String id(ObjectNode policy) {
    return policy.get("id").asText();
  }

  @Test
  @DisplayName(
      "A policy is made from key ids with port, version and slash as other cmdlets write them"
          + " (C36)")
  void makes() {
    String shown =
        shell.quiet(
            "New-DataEncryptionPolicy -Name Stone -Description 'All of it' -AzureKeyIDs"
                + " https://Left.example:443/keys/slate/0123456789ABCDEF0123456789abcdef,"
                + " https://right.in-another-town.example:8444/keys/chalk/ | fl"
                + " Name,State,Enabled,AzureKeyIDs");
    assertThat(shown)
        .isEqualTo(
            """

            Name        : Stone
            State       : PendingActivation
            Enabled     : True
            AzureKeyIDs : {https://left.example/keys/slate/0123456789abcdef0123456789abcdef,\s
                          https://right.in-another-town.example:8444/keys/chalk}

            """);
    assertThat(shell.servers.api.changes().getFirst()).contains("\"description\":\"All of it\"");
  }

  @Test
  @DisplayName("One key, or three, is not enough or too many")
  void twoKeys() {
    assertThat(
            shell
                .error("New-DataEncryptionPolicy Stone -AzureKeyIDs https://a.example/keys/k")
                .message())
        .isEqualTo("-AzureKeyIDs takes the addresses of two keys in two vaults; there are 1.");
    assertThat(shell.servers.api.changes()).isEmpty();
  }

  @Test
  @DisplayName("A policy that begins disabled is made and switched off")
  void disabled() {
    shell.quiet(
        "New-DataEncryptionPolicy Stone -AzureKeyIDs"
            + " https://a.example/keys/k,https://b.example/keys/k -Enabled $false | Out-Null");
    assertThat(shell.tenant.policies.getFirst().get("enabled").asBoolean()).isFalse();
  }

  @Test
  @DisplayName("What the server refuses is an error with its code and no trace")
  void refused() {
    policy("Stone");
    ShellError error =
        shell.error(
            "New-DataEncryptionPolicy Stone -AzureKeyIDs"
                + " https://a.example/keys/k,https://b.example/keys/k");
    assertThat(error.fullId()).isEqualTo("policy-name-taken,New-DataEncryptionPolicy");
    assertThat(error.message()).isEqualTo("the tenant has a policy of this name; choose another");
    assertThat(error.category()).isEqualTo(ErrorCategory.INVALID_OPERATION);
  }

  @Test
  @DisplayName("All policies are a table; one that covers a mailbox is active")
  void list() {
    ObjectNode used = policy("Stone");
    policy("Sand").put("state", "purgeRequested");
    shell
        .tenant
        .recipient("mailbox", "mia@quarry.example", "Mia Holm")
        .put("policyId", id(used))
        .put("policyName", "Stone");
    assertThat(shell.quiet("Get-DataEncryptionPolicy | ft Name,Enabled,State"))
        .isEqualTo(
            """

            Name  Enabled State
            ----  ------- -----
            Stone    True Active
            Sand     True PendingDeletion

            """);
    assertThat(shell.quiet("(Get-DataEncryptionPolicy | Get-DataEncryptionPolicy).Name"))
        .isEqualTo("Stone\nSand\n");
    assertThat(shell.quiet("(Get-DataEncryptionPolicy " + id(used) + " -WhatIf).Name"))
        .isEqualTo("Stone\n");
  }

  @Test
  @DisplayName("The list view shows every property of a policy")
  void properties() {
    policy("Stone");
    assertThat(
            shell.quiet(
                "(Get-DataEncryptionPolicy Stone | gm -MemberType Properties).Name -join ' '"))
        .contains("PermanentDataPurgeReason", "WhenCreatedUTC", "DistinguishedName", "Guid");
    assertThat(shell.quiet("(Get-DataEncryptionPolicy Stone).DistinguishedName"))
        .isEqualTo("CN=Stone,O=Quarry\n");
  }

  @Test
  @DisplayName(
      "A missing policy is reported in the words of the REST module, and the script continues")
  void notFound() {
    ShellError error = shell.error("Get-DataEncryptionPolicy Gone; 'on'");
    assertThat(error.message())
        .isEqualTo(
            "Ex6F9304|Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException|"
                + "The operation couldn't be performed because object 'Gone' couldn't be found on"
                + " 'keep.example'.");
    assertThat(error.categoryInfo())
        .isEqualTo(
            "NotSpecified: (:) [Get-DataEncryptionPolicy], ManagementObjectNotFoundException");
    assertThat(error.fullId())
        .matches(
            "\\[Server=keep\\.example,RequestId=[0-9a-f-]{36},TimeStamp=Mon, 9 Mar 2026 10:20:30"
                + " GMT\\],Write-ErrorMessage");
    assertThat(ErrorText.normal(error)).contains("],Write-ErrorMessage");
    assertThat(shell.quiet("Get-DataEncryptionPolicy Gone -ErrorAction SilentlyContinue; 'on'"))
        .isEqualTo("on\n");
  }

  @Test
  @DisplayName("A change without effect gives a warning")
  void unchanged() {
    policy("Stone");
    shell.run("Set-DataEncryptionPolicy Stone -Enabled $true -Confirm:$false");
    assertThat(shell.terminal.shown)
        .hasToString(
            "WARNING: The command completed successfully but no settings of 'Stone' have been"
                + " modified.\n");
    assertThat(shell.servers.api.changes()).isEmpty();
  }

  @Test
  @DisplayName("Only what differs is changed")
  void edits() {
    ObjectNode stone = policy("Stone");
    shell.quiet(
        "Set-DataEncryptionPolicy Stone -Name Stone -Description Grey -Enabled $false"
            + " -Confirm:$false");
    assertThat(shell.servers.api.changes())
        .containsExactly(
            "PATCH /api/v1/policies/"
                + id(stone)
                + " {\"description\":\"Grey\",\"enabled\":false}");
  }

  @Test
  @DisplayName("A refresh rolls to the newest versions, a replacement to other keys")
  void rolls() {
    String path = "POST /api/v1/policies/" + id(policy("Stone")) + "/roll ";
    shell.quiet("Set-DataEncryptionPolicy -Identity Stone -Refresh -Confirm:$false");
    assertThat(shell.servers.api.changes()).containsExactly(path + "{}");
    shell.quiet(
        "Set-DataEncryptionPolicy Stone -Replace -AzureKeyIDs"
            + " https://c.example/keys/k/,https://d.example/keys/k -Confirm:$false");
    assertThat(shell.servers.api.changes())
        .containsExactly(
            path + "{\"keys\":[\"https://c.example/keys/k\",\"https://d.example/keys/k\"]}");
  }

  @Test
  @DisplayName("A refresh with named keys fits no parameter set")
  void ambiguous() {
    policy("Stone");
    assertThat(
            shell
                .error(
                    "Set-DataEncryptionPolicy Stone -Refresh -AzureKeyIDs https://c.example/keys/k")
                .id())
        .isEqualTo("AmbiguousParameterSet");
  }

  @Test
  @DisplayName("A purge asks first and then says why and whom to ask (C10)")
  void purge() {
    policy("Stone");
    shell.terminal.answers.add("y");
    shell.run(
        "Set-DataEncryptionPolicy Stone -PermanentDataPurgeRequested -PermanentDataPurgeReason"
            + " 'Moving out' -PermanentDataPurgeContact 'Ines Roth'");
    assertThat(shell.terminal.shown)
        .hasToString(
            "\nConfirm\nAre you sure you want to perform this action?\n"
                + "Performing the operation \"Set-DataEncryptionPolicy\" on target \"Stone\".\n"
                + "2 mailboxes with 1,204 items, 1.5 MB (1,572,864 bytes), would become unreadable"
                + " for good.\n"
                + "1 mailbox would stay as before: the policy was assigned and is not in effect"
                + " there yet.\n"
                + "1 item, 10 B (10 bytes), would stay readable under other keys.\n"
                + "The purge is refused while a legal hold is on 1 mailbox.\n"
                + "[Y] Yes  [A] Yes to All  [N] No  [L] No to All  [S] Suspend  [?] Help"
                + " (default is \"N\"): ");
    assertThat(shell.servers.api.changes().getFirst())
        .endsWith(
            "/purge-request {\"reason\":\"Moving out\",\"contact\":\"Ines"
                + " Roth\",\"withoutVaults\":false}");
    assertThat(shell.quiet("Get-DataEncryptionPolicy Stone | fl State,Perm*Reason,Perm*Contact"))
        .isEqualTo(
            """

            State                     : PendingDeletion
            PermanentDataPurgeReason  : Moving out
            PermanentDataPurgeContact : Ines Roth

            """);
  }

  @Test
  @DisplayName("A policy under purge shows its case and what is done and next; another shows none")
  void purgeChecklist() {
    ObjectNode stone = policy("Stone");
    policy("Sand");
    shell.run(
        "Set-DataEncryptionPolicy Stone -PermanentDataPurgeRequested -PermanentDataPurgeReason a"
            + " -PermanentDataPurgeContact b -Confirm:$false");
    shell.terminal.shown.setLength(0);
    shell.tenant.purges.add(
        (ObjectNode)
            FakeApi.json(
                ("{'id':'00000000-0000-4000-8000-00000000000c','policyId':'%s','checklist':["
                        + "{'done':true,'text':'asked for'},{'done':false,'text':'document"
                        + " made'}],'next':{'step':'document','what':'the document is"
                        + " made','who':'a global administrator',"
                        + "'commands':['freehold purge document 1','freehold purge show 1']}}")
                    .formatted(id(stone))));
    assertThat(
            shell.quiet("Get-DataEncryptionPolicy | Sort-Object Name -Descending | fl Name,Purge*"))
        .isEqualTo(
            """

            Name           : Stone
            PurgeCase      : 00000000-0000-4000-8000-00000000000c
            PurgeChecklist : [x] asked for
                             [ ] document made
                             next, a global administrator: the document is made
                               freehold purge document 1
                               freehold purge show 1

            Name           : Sand
            PurgeCase      :\s
            PurgeChecklist :\s

            """);
  }

  @Test
  @DisplayName("Without vaults a purge takes -Force; without the request it is the operator's")
  void purgeSets() {
    policy("Stone");
    shell.run(
        "Set-DataEncryptionPolicy Stone -PermanentDataPurgeRequested -PermanentDataPurgeReason a"
            + " -PermanentDataPurgeContact b -Force -Confirm:$false");
    assertThat(shell.terminal.shown)
        .startsWith("WARNING: 2 mailboxes with 1,204 items")
        .contains("WARNING: The purge is refused while");
    assertThat(shell.servers.api.changes().getFirst()).endsWith("\"withoutVaults\":true}");
    assertThat(
            shell
                .error("Set-DataEncryptionPolicy Stone -PermanentDataPurgeReason a -Confirm:$false")
                .message())
        .contains("-PermanentDataPurgeRequested");
  }

  @Test
  @DisplayName("-WhatIf changes nothing")
  void whatIf() {
    policy("Stone");
    shell.run("Set-DataEncryptionPolicy Stone -Refresh -WhatIf");
    assertThat(shell.terminal.shown)
        .hasToString(
            "What if: Performing the operation \"Set-DataEncryptionPolicy\" on target"
                + " \"Stone\".\n");
    assertThat(shell.servers.api.changes()).isEmpty();
  }

  @Test
  @DisplayName("-WhatIf of a purge says what it would take, and asks for nothing")
  void whatIfOfPurge() {
    policy("Stone");
    shell.run(
        "Set-DataEncryptionPolicy Stone -PermanentDataPurgeRequested -PermanentDataPurgeReason a"
            + " -PermanentDataPurgeContact b -WhatIf");
    assertThat(shell.terminal.shown)
        .hasToString(
            """
            What if: Performing the operation "Set-DataEncryptionPolicy" on target "Stone".
            What if: 2 mailboxes with 1,204 items, 1.5 MB (1,572,864 bytes), \
            would become unreadable for good.
            What if: 1 mailbox would stay as before: \
            the policy was assigned and is not in effect there yet.
            What if: 1 item, 10 B (10 bytes), would stay readable under other keys.
            What if: The purge is refused while a legal hold is on 1 mailbox.
            """);
    assertThat(shell.servers.api.changes()).isEmpty();
  }

  @Test
  @DisplayName("A server that does not answer ends the statement; a missing role is named")
  void failures() {
    shell.servers.api.on(
        "GET",
        "/api/v1/policies/.*",
        request -> {
          throw FakeTenant.unreachable();
        });
    assertThat(shell.error("'a','b' | Get-DataEncryptionPolicy").category())
        .isEqualTo(ErrorCategory.CONNECTION_ERROR);
    shell.servers.api.on(
        "GET",
        "/api/v1/policies/.*",
        request -> {
          throw FakeApi.refusal(403, "role-missing", "the caller has none of the roles");
        });
    ShellError error = shell.error("Get-DataEncryptionPolicy a");
    assertThat(error.message())
        .isEqualTo(
            "Access denied: the caller has none of the roles. Ask a global administrator for the"
                + " role.");
    assertThat(error.category()).isEqualTo(ErrorCategory.PERMISSION_DENIED);
    shell.servers.api.on(
        "GET",
        "/api/v1/policies/.*",
        request -> {
          throw FakeApi.refusal(403, "VaultNotFound", "there is no vault 'a'; make it first");
        });
    ShellError noVault = shell.error("Get-DataEncryptionPolicy a");
    assertThat(noVault.message()).isEqualTo("there is no vault 'a'; make it first");
    assertThat(noVault.category()).isEqualTo(ErrorCategory.PERMISSION_DENIED);
  }

  @Test
  @DisplayName("A tenant-wide policy is made, assigned, read, tested and taken away (C19, C20)")
  void tenantWide() {
    shell.quiet(
        "New-M365DataAtRestEncryptionPolicy -Name Whole -AzureKeyIDs"
            + " https://a.example/keys/k,https://b.example/keys/k | Out-Null");
    assertThat(shell.quiet("(Get-M365DataAtRestEncryptionPolicy Whole).PolicyState"))
        .isEqualTo("PendingActivation\n");
    assertThat(shell.quiet("Get-M365DataAtRestEncryptionPolicyAssignment")).isEmpty();
    shell.quiet("Set-M365DataAtRestEncryptionPolicyAssignment -DataEncryptionPolicy Whole");
    assertThat(
            shell.quiet(
                "Get-M365DataAtRestEncryptionPolicyAssignment | % { $_.Name + ' ' + $_.State }"))
        .isEqualTo("Whole Active\n");
    assertThat(shell.quiet("Test-M365DataAtRestEncryptionPolicy Whole | ft Identity,Result,Code"))
        .contains("Whole    ok", "Whole    refused Forbidden");
    shell.quiet("Set-M365DataAtRestEncryptionPolicyAssignment -DataEncryptionPolicy $null");
    assertThat(shell.servers.api.changes())
        .containsExactly("PUT /api/v1/multi-workload-policy-assignment {\"policy\":null}");
  }

  @Test
  @DisplayName("A tenant-wide policy is edited and rolled without a question (C24, C28)")
  void setsTenantWide() {
    shell.tenant.policy(
        shell.tenant.tenantPolicies,
        "Whole",
        "https://a.example/keys/k",
        "https://b.example/keys/k");
    shell.quiet("Set-M365DataAtRestEncryptionPolicy -Identity Whole -Enabled $false");
    shell.quiet(
        "Get-M365DataAtRestEncryptionPolicy | Set-M365DataAtRestEncryptionPolicy -Replace"
            + " -AzureKeyIDs https://c.example/keys/k,https://d.example/keys/k");
    assertThat(shell.servers.api.changes()).singleElement().asString().contains("/roll");
    shell.run("Set-M365DataAtRestEncryptionPolicy Whole -Name Whole -Force");
    assertThat(shell.terminal.shown).contains("no settings of 'Whole'");
  }
}
