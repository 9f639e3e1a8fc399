package dev.freehold.shell.azure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The directory, in the shell")
class DirectoryCmdletsTest {

  private static final String GRAPH = "api.litware.example/graph/v1.0/";
  private static final String VERA = "0c0c0c0c-0000-4000-8000-000000000001";

  private AzureShell shell;
  private FakeServers servers;

  @BeforeEach
  void signIn(@TempDir Path folder) {
    shell = new AzureShell(folder).signedIn();
    servers = shell.servers;
    servers.on("GET " + GRAPH + "users/" + VERA, person("Vera", VERA));
    servers.on(
        "GET " + GRAPH + "users?$filter=userPrincipalName%20eq%20%27vera%40litware.example%27",
        "{'value':[%s]}".formatted(person("Vera", VERA)));
    servers.on(
        "GET " + GRAPH + "users?$filter=startswith%28displayName%2C%27V%27%29",
        "{'value':[%s],'@odata.nextLink':'https://%susers?$skiptoken=x'}"
            .formatted(person("Vera", VERA), GRAPH));
    servers.on(
        "GET " + GRAPH + "users?$skiptoken=x", "{'value':[%s]}".formatted(person("Vic", "2")));
    servers.on(
        "GET " + GRAPH + "users?$filter=displayName%20eq%20%27O%27%27Neil%27", "{'value':[]}");
  }

  private static String person(String name, String id) {
    return "{'id':'%s','displayName':'%s','userPrincipalName':'%s@litware.example'}"
        .formatted(id, name, name.toLowerCase(java.util.Locale.ROOT));
  }

  @Test
  @DisplayName("People are found by id, by the name they sign in with, and by their display name")
  void people() {
    assertThat(shell.good("(Get-AzADUser -ObjectId " + VERA + ").DisplayName"))
        .containsExactly("Vera");
    assertThat(shell.good("(Get-AzADUser -UserPrincipalName vera@litware.example).Id"))
        .containsExactly(VERA);
    assertThat(shell.good("(Get-AzADUser -SearchString V).DisplayName"))
        .as("over two pages")
        .containsExactly("Vera", "Vic");
    assertThat(shell.good("(Get-AzADUser -StartsWith V -Skip 1 -First 1).DisplayName"))
        .containsExactly("Vic");
    assertThat(shell.good("Get-AzADUser -DisplayName \"O'Neil\"")).isEmpty();
    assertThat(shell.good("(Get-AzADUser -Filter \"startswith(displayName,'V')\" -First 1).Id"))
        .containsExactly(VERA);
    assertThat(servers.requests).last().asString().doesNotContain("skiptoken");
  }

  @Test
  @DisplayName("Nobody of an id is an error, and an empty beginning does not mean everybody")
  void nobody() {
    shell.run("Get-AzADUser -ObjectId 7");
    assertThat(shell.errors.getFirst().message())
        .contains("Cannot find the Active Directory object '7'");
    shell.run("Get-AzADUser -StartsWith ''");
    assertThat(shell.errors.getLast().message()).contains("empty string");
  }

  @Test
  @DisplayName("Programs are found by their application's id and by name")
  void programs() {
    String program = "{'id':'9','appId':'%s','displayName':'Backup'}".formatted(VERA);
    servers.on(
        "GET " + GRAPH + "servicePrincipals?$filter=appId%20eq%20%27" + VERA + "%27",
        "{'value':[%s]}".formatted(program));
    servers.on("GET " + GRAPH + "servicePrincipals/9", program);
    servers.on(
        "GET " + GRAPH + "servicePrincipals?$filter=startswith%28displayName%2C%27Ba%27%29",
        "{'value':[%s]}".formatted(program));
    assertThat(shell.good("(Get-AzADServicePrincipal -ApplicationId " + VERA + ").Id"))
        .containsExactly("9");
    assertThat(shell.good("(Get-AzADServicePrincipal -SPN " + VERA + ").DisplayName"))
        .containsExactly("Backup");
    assertThat(shell.good("(Get-AzADServicePrincipal -ObjectId 9).AppId")).containsExactly(VERA);
    assertThat(shell.good("(Get-AzADServicePrincipal -DisplayNameBeginsWith Ba).Id"))
        .containsExactly("9");
  }

  @Test
  @DisplayName("Groups are made, filled, shown, emptied and deleted")
  void groups() {
    String readers = "{'id':'g1','displayName':'Vault readers'}";
    servers.on("POST " + GRAPH + "groups", readers);
    servers.on(
        "GET " + GRAPH + "groups?$filter=startswith%28displayName%2C%27Vault%27%29",
        "{'value':[%s]}".formatted(readers));
    servers.on(
        "GET " + GRAPH + "groups?$filter=displayName%20eq%20%27Vault%20readers%27",
        "{'value':[%s]}".formatted(readers));
    servers.on("GET " + GRAPH + "groups/g1", readers);
    servers.on("POST " + GRAPH + "groups/g1/members/$ref", "");
    servers.on("DELETE " + GRAPH + "groups/g1/members/" + VERA + "/$ref", "");
    servers.on("DELETE " + GRAPH + "groups/g1", "");
    servers.on("GET " + GRAPH + "users/vera%40litware.example", person("Vera", VERA));
    servers.on(
        "GET " + GRAPH + "groups/g1/members",
        "{'value':[%s,{'id':'9','appId':'8','displayName':'Backup'}]}"
            .formatted(person("Vera", VERA)));

    assertThat(shell.good("(New-AzADGroup -DisplayName 'Vault readers' -MailNickname v).Id"))
        .containsExactly("g1");
    assertThat(shell.good("(Get-AzADGroup -SearchString Vault)[0].Id")).containsExactly("g1");
    assertThat(shell.good("(Get-AzADGroup -ObjectId g1).DisplayName"))
        .containsExactly("Vault readers");
    shell.good(
        "Add-AzADGroupMember -TargetGroupDisplayName 'Vault readers' -MemberUserPrincipalName"
            + " vera@litware.example");
    assertThat(
            servers
                .bodies
                .get("POST " + GRAPH + "groups/g1/members/$ref")
                .path("@odata.id")
                .asText())
        .endsWith("/" + VERA);
    assertThat(shell.good("(Get-AzADGroup -ObjectId g1 | Get-AzADGroupMember).DisplayName"))
        .containsExactly("Vera", "Backup");
    shell.good("Remove-AzADGroupMember -GroupObjectId g1 -MemberObjectId " + VERA);
    shell.good("Remove-AzADGroup -DisplayName 'Vault readers'");
    assertThat(servers.requests).last().isEqualTo("DELETE " + GRAPH + "groups/g1");
    shell.run("Add-AzADGroupMember -TargetGroupObjectId g1");
    assertThat(shell.errors.getFirst().message()).contains("Name the members");
  }
}
