package dev.freehold.shell.azure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Before the use of a key ends, the shell says who needs it:")
class ConsequencesTest {

  private static final String HOST = "mail-a1.vault.litware.example";
  private static final String KEY = "/keys/K1";
  private static final String USED = "K1/01 was last used at noon by service (unwrapKey)";
  private static final String ONE = "0".repeat(31) + "1";
  private static final String DRY = "&freehold-dry-run=true";
  private static final String API = "GET api.litware.example/api/v1";
  private static final String VAULT =
      "/subscriptions/s-1/resourceGroups/RG/providers/Microsoft.KeyVault/vaults/Mail-A1";
  private static final String USER = "e1e1e1e1-0000-4000-8000-000000000001";

  @TempDir Path folder;
  private AzureShell shell;
  private FakeServers servers;

  @BeforeEach
  void start() {
    shell = new AzureShell(folder).signedIn();
    servers = shell.servers;
    shell.connections.exchange(Optional.of(shell.account()));
    servers.on("GET " + HOST + KEY + DRY, "no dry run");
    servers.on("DELETE " + HOST + KEY + DRY, "{}");
    servers.on("DELETE " + HOST + KEY, "{'key':{'kid':'https://%s/keys/K1/01'}}".formatted(HOST));
    servers.warnings.put("DELETE " + HOST + KEY + DRY, USED);
    servers.warnings.put("DELETE " + HOST + KEY, USED);
    servers.on(
        API + "/policies",
        ("{'policies':[{'id':'p1','state':'active','keys':[{'uri':'https://%1$s/keys/K1',"
                + "'versionUri':'https://%1$s/keys/K1/%2$s'}]},"
                + "{'id':'p2','name':'Sand','state':'active','keys':["
                + "{'versionUri':'https://%1$s/keys/K2/%2$s'}]}"
                + "]}")
            .formatted(HOST, ONE));
    servers.on(API + "/multi-workload-policies", "{'policies':[]}");
    servers.on(API + "/geos", "{'geos':[]}");
    servers.on(
        API + "/policies/p1/revocation-preview?max=1",
        "{'policyName':'Stone','totals':{'mailboxes':2,'objects':10,'bytes':1024}}");
  }

  @Test
  @DisplayName("with -WhatIf, from the vault and from the service, and nothing is changed")
  void whatIf() {
    shell.good("Remove-AzKeyVaultKey Mail-A1 K1 -Force -WhatIf");
    assertThat(shell.shown)
        .hasToString(
            """
            What if: Performing the operation "Remove key" on target "K1".
            What if: K1/01 was last used at noon by service (unwrapKey)
            What if: The policy 'Stone' has a root here. If none of its roots can be used, \
            2 mailboxes with 10 items, 1 KB (1,024 bytes), become unreadable.
            """);
    assertThat(servers.requests).doesNotContain("DELETE " + HOST + KEY);
  }

  @Test
  @DisplayName("with -WhatIf nobody is asked, also without -Force and by the preference")
  void whatIfAsksNobody() {
    String said = "What if: Performing the operation \"Remove key\" on target \"K1\".\nWhat if: K1";
    shell.good("Remove-AzKeyVaultKey Mail-A1 K1 -WhatIf");
    assertThat(shell.shown.toString()).startsWith(said);
    shell.good("& { $WhatIfPreference = $true; Remove-AzKeyVaultKey Mail-A1 K1 }");
    assertThat(shell.shown.toString()).startsWith(said);
    assertThat(servers.requests).doesNotContain("DELETE " + HOST + KEY);
  }

  @Test
  @DisplayName("in the question, once")
  void question() {
    shell.answers.add("y");
    shell.good("Remove-AzKeyVaultKey Mail-A1 K1");
    assertThat(shell.shown.toString())
        .startsWith(
            "\nConfirm\nAre you sure you want to remove key 'K1'?\n"
                + USED
                + "\nThe policy 'Stone'")
        .containsOnlyOnce(USED)
        .endsWith("(default is \"Y\"): ");
    assertThat(servers.requests).contains("DELETE " + HOST + KEY);
  }

  @Test
  @DisplayName("as a warning where nobody is asked")
  void warning() {
    shell.good("Remove-AzKeyVaultKey Mail-A1 K1 -Force");
    assertThat(shell.shown.toString())
        .startsWith("WARNING: " + USED + "\nWARNING: The policy 'Stone'")
        .containsOnlyOnce(USED);
  }

  @Test
  @DisplayName("with the name of who used the key, if the directory tells it")
  void names() {
    String service = "f82eb8b8-a017-446d-a873-0a72b4e3c3d2";
    String warning = "K1/01 was last used at noon by %s (unwrapKey)";
    servers.warnings.put("DELETE " + HOST + KEY + DRY, warning.formatted(service));
    servers.warnings.put("DELETE " + HOST + KEY, warning.formatted(service));
    shell.good("Remove-AzKeyVaultKey Mail-A1 K1 -Force");
    assertThat(shell.shown.toString()).containsOnlyOnce(warning.formatted(service));
    String directory = "POST api.litware.example/graph/v1.0/directoryObjects/getByIds";
    assertThat(servers.requests).containsOnlyOnce(directory);
    servers.on(
        directory,
        "{'value':[{'id':'%s','displayName':'Exchange $1','appId':'a1'}]}".formatted(service));
    shell.good("Remove-AzKeyVaultKey Mail-A1 K1 -Force");
    assertThat(shell.shown.toString())
        .containsOnlyOnce(warning.formatted("Exchange $1 (a1)"))
        .doesNotContain(service);
  }

  @Test
  @DisplayName("a vault that does not know dry runs is not asked for one, which it would carry out")
  void noDryRun() {
    servers.on("GET " + HOST + KEY + DRY, "{}");
    shell.good("Remove-AzKeyVaultKey Mail-A1 K1 -Force -WhatIf");
    assertThat(servers.requests).noneMatch(request -> request.startsWith("DELETE "));
  }

  @Test
  @DisplayName("a version that is disabled, but not one that is enabled")
  void version() {
    String path = KEY + "/" + ONE;
    servers.on("GET " + HOST + path + DRY, "no dry run");
    servers.on("PATCH " + HOST + path + DRY, "{}");
    servers.warnings.put("PATCH " + HOST + path + DRY, USED);
    String update = "Update-AzKeyVaultKey Mail-A1 K1 " + ONE + " -WhatIf -Enable $";
    shell.good(update + "false");
    assertThat(shell.shown).contains("What if: " + USED, "Stone");
    shell.good("Update-AzKeyVaultKey Mail-A1 K1 " + "f".repeat(32) + " -WhatIf -Enable $false");
    assertThat(shell.shown).as("another version than the policy's").doesNotContain("Stone");
    shell.good(update + "true");
    assertThat(shell.shown)
        .hasToString("What if: Performing the operation \"Set key attribute\" on target \"K1\".\n");
  }

  @Test
  @DisplayName("a purge is not done by Enter alone")
  void purge() {
    shell.answers.add("");
    shell.good("Remove-AzKeyVaultKey Mail-A1 K1 -InRemovedState");
    assertThat(shell.shown.toString()).endsWith("(default is \"N\"): ");
    assertThat(servers.requests).noneMatch(request -> request.startsWith("DELETE "));
  }

  @Test
  @DisplayName("a vault, and a permission of somebody who uses its keys")
  void vaults() {
    String management = FakeServers.MANAGEMENT.getHost();
    servers.on(
        "GET "
            + management
            + "/subscriptions/s-1/resources?$filter=resourceType%20eq%20"
            + "%27Microsoft.KeyVault%2Fvaults%27%20and%20name%20eq%20%27Mail-A1%27",
        "{'value':[{'id':'%s'}]}".formatted(VAULT));
    servers.on(
        "GET " + management + VAULT,
        ("{'id':'%s','name':'Mail-A1','properties':{'vaultUri':'https://%s/','accessPolicies':"
                + "[{'objectId':'%s','permissions':{'keys':['get','unwrapKey']}}]}}")
            .formatted(VAULT, HOST, USER));
    servers.on(
        "GET " + management + VAULT + "/uses",
        ("{'value':[{'name':'k1','version':'01','lastUsed':1500000000,'by':'%s',"
                + "'operation':'unwrapKey'}]}")
            .formatted(USER));
    String used =
        "What if: k1/01 was last used at 2017-07-14T02:40:00Z by %s (unwrapKey); content that"
            .formatted(USER);
    shell.good("Remove-AzKeyVault Mail-A1 -Force -WhatIf");
    assertThat(shell.shown)
        .contains(
            used,
            "What if: The policy 'Stone' has a root here.",
            "What if: The policy 'Sand' has a root here. What it would take with it is not known:");
    shell.good("Remove-AzKeyVaultAccessPolicy Mail-A1 -ObjectId " + USER + " -WhatIf");
    assertThat(shell.shown).contains(used, "What if: The policy 'Stone' has a root here.");
    shell.good(
        "Set-AzKeyVaultAccessPolicy Mail-A1 -BypassObjectIdValidation -PermissionsToKeys get"
            + " -WhatIf -ObjectId "
            + USER);
    assertThat(shell.shown).contains(used);
    shell.good(
        "Set-AzKeyVaultAccessPolicy Mail-A1 -BypassObjectIdValidation -PermissionsToKeys"
            + " get,unwrapKey,list -WhatIf -ObjectId "
            + USER);
    assertThat(shell.shown).doesNotContain(used);
  }
}
