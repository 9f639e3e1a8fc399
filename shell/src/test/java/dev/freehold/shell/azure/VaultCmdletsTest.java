package dev.freehold.shell.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.value.PsObject;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Cmdlets over vaults of a server with a directory")
class VaultCmdletsTest {

  private static final String HOST = "management.litware.example";
  private static final String ID =
      "/subscriptions/s-1/resourceGroups/RG/providers/Microsoft.KeyVault/vaults/Mail-A1";
  private static final String FOUND =
      "GET "
          + HOST
          + "/subscriptions/s-1/resources?$filter=resourceType%20eq%20%27"
          + "Microsoft.KeyVault%2Fvaults%27%20and%20name%20eq%20%27Mail-A1%27";
  private static final String GRAPH = "api.litware.example/graph/v1.0/";
  private static final String ERIKA = "0a0b0c0d-1010-4222-8333-010203040506";
  private static final String SERVICE = "00000002-1111-4222-8333-000000000002";
  private static final String REPLACE = "PUT " + HOST + ID + "/accessPolicies/replace";

  private final AzureShell shell = new AzureShell(Path.of(".")).signedIn();
  private final FakeServers servers = shell.servers;

  private void vault() {
    servers.on(FOUND, "{'value':[{'id':'%s'}]}".formatted(ID));
    servers.on("GET " + HOST + ID, json());
  }

  private static String json() {
    return ("{'id':'%s','name':'Mail-A1','location':'west','properties':{'sku':{'name':'premium'},"
            + "'tenantId':'%s','accessPolicies':[{'tenantId':'%2$s','objectId':'%s',"
            + "'permissions':{'keys':['get','list'],'secrets':['get']}}]}}")
        .formatted(ID, FakeServers.TENANT, ERIKA);
  }

  private void directory() {
    servers.on("GET " + GRAPH + "users/erika%40litware.example", "{'id':'%s'}".formatted(ERIKA));
    servers.on(
        "GET " + GRAPH + "servicePrincipals?$filter=appId%20eq%20%27" + SERVICE + "%27",
        "{'value':[{'id':'5e5e5e5e-1010-4222-8333-010203040506'}]}");
    servers.on(
        "GET " + GRAPH + "servicePrincipals?$filter=displayName%20eq%20%27Mail%20service%27",
        "{'value':[]}");
    servers.on(
        "POST " + GRAPH + "directoryObjects/getByIds",
        ("{'value':[{'id':'%s','displayName':'Erika Muster',"
                + "'userPrincipalName':'erika@litware.example'}]}")
            .formatted(ERIKA));
  }

  @Test
  @DisplayName("show who may do what by name, or without names if the directory refuses")
  void names() {
    vault();
    PsObject nameless = (PsObject) shell.good("Get-AzKeyVault Mail-A1 -Verbose").getFirst();
    assertThat(nameless.get("AccessPoliciesText").toString())
        .contains("Display Name                               : \n");
    assertThat(shell.shown).contains("VERBOSE: Names cannot be shown");
    directory();
    assertThat(shell.good("(Get-AzKeyVault Mail-A1).AccessPolicies.DisplayName"))
        .containsExactly("Erika Muster (erika@litware.example)");
  }

  @Test
  @DisplayName("grant to a person, keeping the lists that are not given")
  void person() {
    vault();
    directory();
    servers.on(REPLACE, "{}");
    shell.good(
        "Set-AzKeyVaultAccessPolicy -VaultName Mail-A1 -UserPrincipalName erika@litware.example"
            + " -PermissionsToKeys create,WRAPKEY");
    JsonNode entry = servers.bodies.get(REPLACE).at("/properties/accessPolicies/0");
    assertThat(entry.path("objectId").asText()).isEqualTo(ERIKA);
    assertThat(entry.at("/permissions/keys")).hasToString("[\"create\",\"wrapKey\"]");
    assertThat(entry.at("/permissions/secrets")).hasToString("[\"get\"]");
  }

  @Test
  @DisplayName("grant to a service by its application's id, and an empty list takes away")
  void service() {
    vault();
    directory();
    servers.on(REPLACE, "{}");
    servers.on("PUT " + HOST + ID + "/accessPolicies/remove", "{}");
    shell.good(
        "Set-AzKeyVaultAccessPolicy -VaultName Mail-A1 -PermissionsToKeys wrapKey,unwrapKey,get"
            + " -ServicePrincipalName "
            + SERVICE);
    assertThat(servers.bodies.get(REPLACE).at("/properties/accessPolicies/0/objectId").asText())
        .startsWith("5e5e5e5e");
    shell.good(
        "Set-AzKeyVaultAccessPolicy Mail-A1 -EmailAddress erika@litware.example"
            + " -PermissionsToKeys @() -PermissionsToSecrets @()");
    assertThat(servers.requests).last().asString().endsWith("/accessPolicies/remove");
  }

  @Test
  @DisplayName("take all away from a person")
  void remove() {
    vault();
    directory();
    servers.on("PUT " + HOST + ID + "/accessPolicies/remove", "{}");
    assertThat(
            shell.good(
                "Remove-AzKeyVaultAccessPolicy -VaultName Mail-A1"
                    + " -UserPrincipalName erika@litware.example"))
        .isEmpty();
    assertThat(
            servers
                .bodies
                .get("PUT " + HOST + ID + "/accessPolicies/remove")
                .at("/properties/accessPolicies/0/permissions/keys"))
        .hasToString("[\"get\",\"list\"]");
  }

  @Test
  @DisplayName("say whom the directory does not know")
  void unknown() {
    vault();
    directory();
    for (String whom :
        new String[] {
          "-UserPrincipalName nobody@litware.example",
          "-ServicePrincipalName 'Mail service'",
          "-ObjectId 11111111-1010-4222-8333-010203040506"
        }) {
      servers.on("POST " + GRAPH + "directoryObjects/getByIds", "{'value':[]}");
      assertThat(shell.fails("Set-AzKeyVaultAccessPolicy Mail-A1 -PermissionsToKeys get " + whom))
          .startsWith("Cannot find the Active Directory object '")
          .contains("in tenant '%s'.".formatted(FakeServers.TENANT));
    }
    servers.on(REPLACE, "{}");
    shell.good(
        "Set-AzKeyVaultAccessPolicy Mail-A1 -PermissionsToKeys get -BypassObjectIdValidation"
            + " -ObjectId 11111111-1010-4222-8333-010203040506");
  }

  @Test
  @DisplayName("give the person who makes a vault all permissions on it")
  void create() {
    directory();
    servers.on(FOUND, "{'value':[]}");
    servers.on("PUT " + HOST + ID, json());
    shell.good("New-AzKeyVault -Name Mail-A1 -ResourceGroupName RG -Location west");
    assertThat(shell.shown).isEmpty();
    JsonNode policy = servers.bodies.get("PUT " + HOST + ID).at("/properties/accessPolicies/0");
    assertThat(policy.path("objectId").asText()).isEqualTo(ERIKA);
    assertThat(policy.at("/permissions/keys")).hasToString("[\"all\"]");
    shell.good("New-AzKeyVault Mail-A1 RG west -EnableRbacAuthorization");
    assertThat(servers.bodies.get("PUT " + HOST + ID).at("/properties/accessPolicies")).isEmpty();
    shell.good(
        "New-AzKeyVault Mail-A1 RG west -NetworkRuleSet @{ DefaultAction = 'Deny';"
            + " IpAddressRanges = '10.0.0.0/8','192.0.2.1' }");
    assertThat(servers.bodies.get("PUT " + HOST + ID).at("/properties/networkAcls/ipRules"))
        .hasSize(2);
  }

  @Test
  @DisplayName("read lists page by page, and follow no link to another server")
  void pages() {
    String list = "GET " + HOST + "/subscriptions/s-1/providers/Microsoft.KeyVault/vaults";
    servers.on(
        list,
        "{'value':[%s],'nextLink':'https://MANAGEMENT.litware.example:443/next?x=1'}"
            .formatted(json()));
    servers.on("GET " + HOST + "/next?x=1", "{'value':[%s]}".formatted(json()));
    assertThat(shell.good("(Get-AzKeyVault).VaultName")).containsExactly("Mail-A1", "Mail-A1");
    assertThat(shell.good("(Get-AzKeyVault -VaultName other*)")).isEmpty();
    servers.on(list, "{'value':[],'nextLink':'https://elsewhere.example/next'}");
    assertThat(shell.fails("Get-AzKeyVault")).contains("continues at another server");
    assertThat(shell.fails("Get-AzKeyVault -VaultName a* -ResourceGroupName RG"))
        .contains("There is no GET");
  }

  @Test
  @DisplayName("take their subscription from the call or from -DefaultProfile")
  void subscription() {
    shell.run("Get-AzKeyVault -SubscriptionId s-9");
    shell.run("$c = Get-AzContext; $c.Subscription.Id = 's-8'; Get-AzKeyVault -DefaultProfile $c");
    assertThat(servers.requests)
        .containsExactly(
            "GET " + HOST + "/subscriptions/s-9/providers/Microsoft.KeyVault/vaults",
            "GET " + HOST + "/subscriptions/s-8/providers/Microsoft.KeyVault/vaults");
  }

  @Test
  @DisplayName("refuse what is not the resource id of a vault")
  void resourceId() {
    assertThat(shell.fails("Remove-AzKeyVault -ResourceId /subscriptions/s-1 -Force"))
        .contains("is not the resource id of a vault");
    assertThat(shell.fails("Get-AzKeyVaultKey -VaultName evil.example/x -Name k"))
        .isEqualTo("'evil.example/x' is not a vault's name.");
    assertThat(servers.requests).isEmpty();
  }

  @Test
  @DisplayName("take any location for that of a server that has but one, and ask for it once")
  void locations() {
    directory();
    String locations = "GET " + HOST + "/subscriptions/s-1/locations";
    String group = HOST + "/subscriptions/s-1/resourceGroups/RG";
    String deleted =
        HOST
            + "/subscriptions/s-1/providers/Microsoft.KeyVault/locations/local/deletedVaults/Mail-A1";
    servers.on(locations, "{'value':[{'name':'local'}]}");
    servers.on("PUT " + group, "{'name':'RG','location':'local'}");
    servers.on("PUT " + HOST + ID, json());
    servers.on("GET " + deleted, "{'name':'Mail-A1','properties':{'location':'local'}}");
    servers.on("POST " + deleted + "/purge", "");
    servers.on(FOUND, "{'value':[]}");
    shell.good("New-AzResourceGroup RG -Location eastus");
    assertThat(servers.bodies.get("PUT " + group).path("location").asText()).isEqualTo("local");
    assertThat(shell.shown)
        .contains(
            "WARNING: The location 'eastus' is not available here. The server's only one,"
                + " 'local', is used.");
    shell.good("New-AzKeyVault -Name Mail-A1 -ResourceGroupName RG -Location 'East US'");
    assertThat(servers.bodies.get("PUT " + HOST + ID).path("location").asText()).isEqualTo("local");
    shell.good("Undo-AzKeyVaultRemoval Mail-A1 RG westus");
    assertThat(servers.bodies.get("PUT " + HOST + ID).path("location").asText()).isEqualTo("local");
    assertThat(shell.good("Get-AzKeyVault Mail-A1 -Location westus -InRemovedState")).hasSize(1);
    shell.good("Remove-AzKeyVault Mail-A1 -Location westus -InRemovedState -Force");
    assertThat(servers.requests).contains("POST " + deleted + "/purge");
    shell.good("New-AzResourceGroup RG -Location LOCAL -Force");
    assertThat(shell.shown).doesNotContain("WARNING: The location");
    assertThat(servers.requests).filteredOn(locations::equals).hasSize(1);
  }
}
