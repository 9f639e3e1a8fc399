package dev.freehold.shell.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.powershell.value.PsObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Roles in vaults")
class RoleCmdletsTest {

  private static final String HOST = "management.litware.example";
  private static final String VAULT =
      "/subscriptions/s-1/resourceGroups/RG/providers/Microsoft.KeyVault/vaults/Mail-A1";
  private static final String ROLES = VAULT + "/providers/Microsoft.Authorization/role";
  private static final String WHO = "e1e1e1e1-0000-4000-8000-000000000001";
  private static final String OFFICER = "14b46e9e-c2b7-41b4-b07b-48a6ebf60603";
  private static final String ASSIGNMENT =
      ("{'id':'%1$sAssignments/a1','name':'a1','properties':{'scope':'%2$s','principalId':'%3$s',"
              + "'principalType':'User','roleDefinitionId':'/subscriptions/s-1/providers/"
              + "Microsoft.Authorization/roleDefinitions/%4$s'}}")
          .formatted(ROLES, VAULT, WHO, OFFICER);

  @TempDir Path folder;
  private AzureShell shell;
  private FakeServers servers;

  @BeforeEach
  void start() {
    shell = new AzureShell(folder).signedIn();
    servers = shell.servers;
    servers.on(
        "GET " + HOST + ROLES + "Definitions",
        ("{'value':[{'id':'/subscriptions/s-1/providers/Microsoft.Authorization/"
                + "roleDefinitions/%1$s','name':'%1$s','properties':{'roleName':"
                + "'Key Vault Crypto Officer','permissions':[{'dataActions':['keys/*']}]}}]}")
            .formatted(OFFICER));
    servers.on("GET " + HOST + ROLES + "Assignments", "{'value':[%s]}".formatted(ASSIGNMENT));
    servers.on(
        "GET api.litware.example/graph/v1.0/users/erika%40litware.example",
        "{'id':'%s'}".formatted(WHO));
    servers.on(
        "POST api.litware.example/graph/v1.0/directoryObjects/getByIds",
        "{'value':[{'id':'%s','displayName':'Erika','userPrincipalName':'erika@litware.example'}]}"
            .formatted(WHO));
  }

  @Test
  @DisplayName("are given by name")
  void give() {
    String script =
        "New-AzRoleAssignment -SignInName erika@litware.example -RoleDefinitionName"
            + " 'Key Vault Crypto Officer' -Scope "
            + VAULT;
    shell.run(script);
    String put =
        servers.requests.stream().filter(request -> request.startsWith("PUT ")).findFirst().get();
    assertThat(put).startsWith("PUT " + HOST + ROLES + "Assignments/");
    assertThat(servers.bodies.get(put).at("/properties/principalId").asText()).isEqualTo(WHO);
    assertThat(servers.bodies.get(put).at("/properties/roleDefinitionId").asText())
        .endsWith(OFFICER);
    assertThat(
            shell.fails(
                "New-AzRoleAssignment -ObjectId x -RoleDefinitionName Owner -Scope " + VAULT))
        .startsWith("Cannot find role definition with name 'Owner'.");
    assertThat(shell.fails("New-AzRoleAssignment -RoleDefinitionName x -Scope " + VAULT))
        .contains("-SignInName");
  }

  @Test
  @DisplayName("are shown with the names of who has them, and taken away")
  void showAndTake() {
    PsObject one = (PsObject) shell.good("Get-AzRoleAssignment -Scope " + VAULT).getFirst();
    assertThat(one.get("DisplayName")).isEqualTo("Erika");
    assertThat(one.get("SignInName")).isEqualTo("erika@litware.example");
    assertThat(one.get("RoleDefinitionName")).isEqualTo("Key Vault Crypto Officer");
    assertThat(
            shell.good(
                "Get-AzRoleAssignment -Scope %s -ObjectId ffffffff-0000-4000-8000-000000000001"
                    .formatted(VAULT)))
        .isEmpty();
    servers.on("DELETE " + HOST + ROLES + "Assignments/a1", "");
    shell.good(
        ("Remove-AzRoleAssignment -ObjectId %s -RoleDefinitionName 'Key Vault Crypto Officer'"
                + " -Scope %s")
            .formatted(WHO, VAULT));
    assertThat(servers.requests).last().isEqualTo("DELETE " + HOST + ROLES + "Assignments/a1");
    servers.on("GET " + HOST + VAULT, "{'id':'%s','properties':{}}".formatted(VAULT));
    servers.on(
        "GET " + HOST + VAULT + "/uses",
        "{'value':[{'name':'k1','version':'01','lastUsed':1,'by':'%s','operation':'unwrapKey'}]}"
            .formatted(WHO));
    shell.good("Get-AzRoleAssignment -Scope " + VAULT + " | Remove-AzRoleAssignment -WhatIf");
    assertThat(shell.shown)
        .contains(
            "What if: Performing the operation \"Remove role assignment\"",
            "What if: k1/01 was last used at 1970-01-01T00:00:01Z by Erika"
                + " (erika@litware.example)");
    assertThat(shell.good("(Get-AzRoleDefinition 'Key*' -Scope " + VAULT + ").DataActions"))
        .containsExactly("keys/*");
  }

  @Test
  @DisplayName("of a scope that is no path are not asked for, so that no other host gets the token")
  void scopes() {
    int before = servers.requests.size();
    for (String scope : List.of("@evil.example/", ".evil.example", "a/b\\c%+ü", "//evil.example")) {
      for (String line :
          List.of(
              "Get-AzRoleAssignment -Scope '%s'",
              "Get-AzRoleDefinition -Scope '%s'",
              "New-AzRoleAssignment -ObjectId x -RoleDefinitionName y -Scope '%s'",
              "Remove-AzRoleAssignment -ObjectId x -RoleDefinitionName y -Scope '%s'")) {
        assertThat(shell.fails(line.formatted(scope)))
            .startsWith("'" + scope + "' is not a scope; it looks like /subscriptions/ID");
      }
    }
    assertThat(servers.requests).hasSize(before);
  }

  @Test
  @DisplayName("of a scope with other characters are asked for as they are written there")
  void encoded() {
    servers.on(
        "GET " + HOST + "/a%20b/%C3%BC%25/providers/Microsoft.Authorization/roleDefinitions",
        "{'value':[]}");
    assertThat(shell.good("Get-AzRoleDefinition -Scope '/a b/ü%/'")).isEmpty();
  }

  @Test
  @DisplayName("are what counts in a vault that goes by them: an access policy says so")
  void accessPolicy() {
    servers.on(
        "GET "
            + HOST
            + "/subscriptions/s-1/resources?$filter=resourceType%20eq%20"
            + "%27Microsoft.KeyVault%2Fvaults%27%20and%20name%20eq%20%27Mail-A1%27",
        "{'value':[{'id':'%s'}]}".formatted(VAULT));
    servers.on(
        "GET " + HOST + VAULT,
        ("{'id':'%s','name':'Mail-A1','properties':{'enableRbacAuthorization':true,"
                + "'accessPolicies':[]}}")
            .formatted(VAULT));
    servers.on("PUT " + HOST + VAULT + "/accessPolicies/replace", "{}");
    shell.good(
        "Set-AzKeyVaultAccessPolicy Mail-A1 -BypassObjectIdValidation -PermissionsToKeys get"
            + " -ObjectId "
            + WHO);
    assertThat(shell.shown)
        .contains(
            "WARNING: The vault 'Mail-A1' goes by roles, so an access policy has no effect on it.",
            "New-AzRoleAssignment -Scope " + VAULT);
  }
}
