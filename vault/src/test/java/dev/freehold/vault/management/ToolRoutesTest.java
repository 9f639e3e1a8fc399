package dev.freehold.vault.management;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static dev.freehold.vault.testing.RunningVault.SUBSCRIPTION;
import static dev.freehold.vault.testing.RunningVault.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.vault.testing.RawClient.Reply;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Azure CLI and Az PowerShell ask around vaults, in their own words. */
class ToolRoutesTest extends ManagementFixture {

  @Test
  void theCloudDescribesItselfToAnyoneAsOneObject() {
    Reply reply = client.send("GET", HOST, "/metadata/endpoints?api-version=2022-09-01", "", "");
    assertThat(reply.status()).isEqualTo(200);
    JsonNode cloud = reply.json();
    assertThat(cloud.isObject()).isTrue();
    String management = vault.server().managementResource();
    assertThat(cloud.at("/resourceManager").asText()).isEqualTo(management);
    assertThat(cloud.at("/authentication/audiences/0").asText()).isEqualTo(management);
    assertThat(cloud.at("/authentication/loginEndpoint").asText())
        .isEqualTo("https://login.vault.localhost");
    assertThat(cloud.at("/suffixes/keyVaultDns").asText())
        .isEqualTo("vault.localhost:" + vault.server().port());
    assertThat(client.send("POST", HOST, "/metadata/endpoints", "", "").status()).isEqualTo(401);
  }

  @Test
  void anOwnerSeesSubscriptionTenantAndLocation() {
    JsonNode list = get("/subscriptions?api-version=2022-12-01").json().get("value");
    assertThat(list).hasSize(1);
    JsonNode one = list.get(0);
    assertThat(one.get("id").asText()).isEqualTo(SUB);
    assertThat(one.get("subscriptionId").asText()).isEqualTo(SUBSCRIPTION.toString());
    assertThat(one.get("tenantId").asText()).isEqualTo(TENANT.toString());
    assertThat(one.get("displayName").asText()).isEqualTo("Contoso root keys");
    assertThat(one.get("state").asText()).isEqualTo("Enabled");
    assertThat(get(SUB).json()).isEqualTo(one);
    assertThat(get("/tenants").json().at("/value/0/tenantId").asText())
        .isEqualTo(TENANT.toString());
    assertThat(get(SUB + "/locations").json().at("/value/0/name").asText()).isEqualTo("test");
  }

  @Test
  void othersSeeNoSubscriptions() {
    assertThat(as(UUID.randomUUID(), "GET", "/subscriptions", "").json().get("value")).isEmpty();
    String foreign = managementToken(UUID.randomUUID(), ADMIN);
    assertThat(send("GET", "/subscriptions", foreign, "").json().get("value")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "resourceType%20eq%20'Microsoft.KeyVault/vaults' | 2",
        "resourceType%20eq%20'Microsoft.KeyVault/vaults'%20and%20name%20eq%20'contoso-vault-a' | 1",
        "resourceType%20EQ%20'microsoft.keyvault/vaults'%20AND%20name%20EQ%20'CONTOSO-VAULT-A' | 1",
        "name%20eq%20'contoso-vault-a'%20and%20resourceType%20eq%20'Microsoft.KeyVault/vaults' | 1",
        "resourceType%20eq%20'Microsoft.KeyVault/vaults'%20and%20name%20eq%20'nobody' | 0",
        "resourceGroup%20eq%20'ROOT-KEYS' | 2",
        "resourceType%20eq%20'Microsoft.Storage/storageAccounts' | 0"
      })
  void vaultsAreFoundAmongResources(String filter, int found) {
    JsonNode list =
        get(SUB + "/resources?$filter=%s&api-version=2015-11-01".formatted(filter))
            .json()
            .get("value");
    assertThat(list).hasSize(found);
    for (JsonNode stub : list) {
      assertThat(stub.fieldNames())
          .toIterable()
          .containsExactly("id", "name", "type", "location", "tags");
    }
  }

  @Test
  void aDeletedVaultIsNoResource() {
    make("");
    assertThat(get(SUB + "/resources").json().get("value")).hasSize(3);
    assertThat(get(GROUP + "/resources").json().get("value")).hasSize(1);
    asOwner("DELETE", FRESH, "");
    assertThat(get(SUB + "/resources").json().get("value")).hasSize(2);
  }

  @Test
  void resourceGroupsAreMadeWithTheirVaultsOrByThemselves() {
    assertThat(get(GROUP).code()).isEqualTo("ResourceGroupNotFound");
    assertThat(client.send("HEAD", HOST, GROUP + "?api-version=" + V, owner(), "").status())
        .isEqualTo(404);
    make("");
    Reply shown = get(SUB + "/resourcegroups/RG?api-version=2022-09-01");
    assertThat(shown.json().get("name").asText()).isEqualTo("rg");
    assertThat(shown.json().get("location").asText()).isEqualTo("test");
    assertThat(property(shown, "provisioningState").asText()).isEqualTo("Succeeded");
    assertThat(client.send("HEAD", HOST, GROUP + "?api-version=" + V, owner(), "").status())
        .isEqualTo(204);
    String body = "{\"location\":\"test\",\"tags\":{\"a\":\"b\"}}";
    assertThat(asOwner("PUT", SUB + "/resourcegroups/new", body).status()).isEqualTo(201);
    Reply again = asOwner("PUT", SUB + "/resourcegroups/NEW", body);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().get("name").asText()).isEqualTo("new");
    assertThat(get(SUB + "/resourceGroups").json().get("value")).hasSize(3);
    Reply refused = asOwner("PUT", SUB + "/resourcegroups/a%2Fb%C3%BC", body);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().at("/error/message").asText())
        .startsWith("A resource group's name has 1 to 90 letters from A to Z, digits");
    assertThat(asOwner("DELETE", GROUP, "").status()).isEqualTo(405);
  }

  private String owner() {
    return managementToken(TENANT, ADMIN);
  }

  @Test
  void theProviderIsRegistered() {
    Reply provider = get(PROVIDER + "?api-version=2022-09-01");
    assertThat(provider.json().get("registrationState").asText()).isEqualTo("Registered");
    assertThat(provider.json().at("/resourceTypes/0/resourceType").asText()).isEqualTo("vaults");
    assertThat(asOwner("POST", PROVIDER + "/register", "").json()).isEqualTo(provider.json());
    assertThat(get(SUB + "/providers").json().get("value")).containsExactly(provider.json());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        PROVIDER + "/managedHSMs",
        PROVIDER + "/deletedManagedHSMs",
        GROUP + "/providers/Microsoft.KeyVault/managedHSMs"
      })
  void thereAreNoManagedHsms(String path) {
    Reply reply = get(path + "?api-version=2024-11-01");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().toString()).isEqualTo("{\"value\":[]}");
  }

  @ParameterizedTest
  @CsvSource({
    "checkNameAvailability, contoso-vault-a, AlreadyExists",
    "checkNameAvailability, CONTOSO-VAULT-A, AlreadyExists",
    "checkNameAvailability, a--b, AccountNameInvalid",
    "checkNameAvailability, free-name, ",
    "checkMhsmNameAvailability, 1, AccountNameInvalid",
    "checkMhsmNameAvailability, contoso-vault-a, "
  })
  void namesAreChecked(String operation, String name, String reason) {
    JsonNode answer =
        asOwner("POST", PROVIDER + "/" + operation, "{\"name\":\"%s\"}".formatted(name)).json();
    assertThat(answer.get("nameAvailable").asBoolean()).isEqualTo(reason == null);
    assertThat(answer.path("reason").asText(null)).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "'', MissingApiVersionParameter",
    "?api-version=x, InvalidApiVersionParameter",
    "?api-version=2020-01-01, NoRegisteredProviderFound",
    "?api-version=2099-01-01-preview, NoRegisteredProviderFound"
  })
  void anUnknownVersionIsRefused(String query, String code) {
    Reply reply = client.send("GET", HOST, VAULTS + query, owner(), "");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo(code);
  }

  @Test
  void pathsThatAreNoneAreRefused() {
    assertThat(get("/elsewhere").status()).isEqualTo(404);
    assertThat(get("/subscriptions/x/providers/Microsoft.KeyVault/vaults").status()).isEqualTo(400);
    assertThat(get("/v1.0/me").status()).isEqualTo(404);
  }
}
