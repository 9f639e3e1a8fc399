package dev.freehold.vault.management;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static dev.freehold.vault.testing.RunningVault.SUBSCRIPTION;
import static dev.freehold.vault.testing.RunningVault.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.vault.registry.Locations;
import dev.freehold.vault.registry.NewVault;
import dev.freehold.vault.subscriptions.Subscription;
import dev.freehold.vault.testing.RawClient.Reply;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vaults that are alive. */
class VaultRoutesTest extends ManagementFixture {

  @Test
  void aVaultIsMadeShownAndListed() {
    Reply made = make("");
    assertThat(made.status()).isEqualTo(201);
    assertThat(property(made, "vaultUri").asText())
        .isEqualTo("https://Fresh-Vault.vault.localhost:%d/".formatted(vault.server().port()));
    assertThat(property(made, "accessPolicies/0/permissions/keys"))
        .extracting(JsonNode::asText)
        .containsExactly("get", "wrapKey");
    assertThat(property(made, "softDeleteRetentionInDays").asInt()).isEqualTo(90);
    assertThat(property(made, "enableSoftDelete").asBoolean()).isTrue();
    assertThat(property(made, "enableRbacAuthorization").asBoolean(true)).isFalse();
    assertThat(made.json().get("properties").has("enablePurgeProtection")).isFalse();
    Reply shown = get(FRESH.toLowerCase(Locale.ROOT));
    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.json()).isEqualTo(made.json());
    assertThat(get(VAULTS).json().get("value")).hasSize(1);
    assertThat(get(SUB + "/providers/microsoft.keyvault/VAULTS").json().get("value")).hasSize(3);
  }

  @Test
  void itSaysWhoMadeItAndWhoChangedIt() {
    Reply made = make("");
    assertThat(made.json().at("/systemData/createdBy").asText()).isEqualTo(ADMIN.toString());
    assertThat(made.json().at("/systemData/createdByType").asText()).isEqualTo("Application");
    UUID person = UUID.randomUUID();
    UUID other = UUID.randomUUID();
    vault
        .administration()
        .createSubscription(new Subscription(other, TENANT, "theirs", Set.of(person)));
    String token =
        vault
            .issuer()
            .token(
                TENANT,
                person,
                vault.server().managementResource(),
                claims -> claims.claim("idtyp", "user"));
    String path = (VAULTS + "/theirs-1").replace(SUBSCRIPTION.toString(), other.toString());
    Reply theirs = send("PUT", path, token, body(""));
    assertThat(theirs.json().at("/systemData/lastModifiedByType").asText()).isEqualTo("User");
  }

  @Test
  void itIsReplacedByWhatWasReadFromIt() {
    Reply made = make(",\"enabledForDeployment\":true");
    Reply again = asOwner("PUT", FRESH, made.json().toString());
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().get("properties")).isEqualTo(made.json().get("properties"));
  }

  @Test
  void aPutResetsWhatItLeavesOutUnlessThatProtectsTheVault() {
    make(
        """
        ,"enabledForDeployment":true,"enablePurgeProtection":true,"softDeleteRetentionInDays":7,
        "publicNetworkAccess":"Disabled","networkAcls":{"defaultAction":"Deny"}
        """);
    Reply again = make("");
    assertThat(again.status()).isEqualTo(200);
    assertThat(property(again, "enabledForDeployment").asBoolean()).isFalse();
    assertThat(property(again, "enablePurgeProtection").asBoolean()).isTrue();
    assertThat(property(again, "softDeleteRetentionInDays").asInt()).isEqualTo(7);
    assertThat(property(again, "publicNetworkAccess").asText()).isEqualTo("Disabled");
    assertThat(property(again, "networkAcls/defaultAction").asText()).isEqualTo("Deny");
  }

  @Test
  void aPatchChangesWhatItNames() {
    JsonNode before = make(",\"enabledForDeployment\":true").json();
    Reply tagged = asOwner("PATCH", FRESH, "{\"tags\":{\"team\":\"keys\"}}");
    assertThat(tagged.status()).isEqualTo(200);
    assertThat(tagged.json().at("/tags/team").asText()).isEqualTo("keys");
    assertThat(tagged.json().get("properties")).isEqualTo(before.get("properties"));
    Reply protect = asOwner("PATCH", FRESH, "{\"properties\":{\"enablePurgeProtection\":true}}");
    assertThat(property(protect, "enablePurgeProtection").asBoolean()).isTrue();
    assertThat(protect.json().at("/tags/team").asText()).isEqualTo("keys");
    assertThat(asOwner("PATCH", VAULTS + "/nobody", "{}").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({"PUT", "PATCH"})
  void purgeProtectionCannotBeTakenBack(String method) {
    make(",\"enablePurgeProtection\":true");
    Reply off = asOwner(method, FRESH, body(",\"enablePurgeProtection\":false"));
    assertThat(off.status()).isEqualTo(400);
    assertThat(off.message()).contains("irreversible action");
    make("");
    assertThat(property(get(FRESH), "enablePurgeProtection").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "2023-02-01, false",
    "2025-06-01-preview, false",
    "2026-02-01, true",
    "2026-03-01-preview, true"
  })
  void rolesDecideByDefaultFromTheVersionThatSaysSo(String version, boolean rbac) {
    Reply made = asOwner("PUT", FRESH + "?api-version=" + version, body(""));
    assertThat(property(made, "enableRbacAuthorization").asBoolean()).isEqualTo(rbac);
    Reply again = asOwner("PUT", FRESH + "?api-version=2026-04-01", body(""));
    assertThat(property(again, "enableRbacAuthorization").asBoolean()).isEqualTo(rbac);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fresh-vault | ,\"softDeleteRetentionInDays\":6 | 400 | BadRequest",
        "fresh-vault | ,\"softDeleteRetentionInDays\":91 | 400 | BadRequest",
        "fresh-vault | ,\"enableSoftDelete\":false | 400 | BadRequest",
        "fresh-vault | ,\"enablePurgeProtection\":false | 400 | BadRequest",
        "fresh-vault | ,\"createMode\":\"other\" | 400 | BadRequest",
        "fresh-vault | ,\"createMode\":\"recover\" | 404 | SoftDeletedVaultDoesNotExist",
        "fresh-vault | ,\"networkAcls\":{\"defaultAction\":\"Maybe\"} | 400 | BadRequest",
        "fresh-vault | ,\"networkAcls\":{\"ipRules\":[{\"value\":\"host\"}]} | 400 | BadRequest",
        "fresh-vault | ,\"networkAcls\":{\"virtualNetworkRules\":[{\"id\":\"x\"}]} | 400 |"
            + " BadRequest",
        "x | ,\"a\":1 | 400 | VaultNameNotValid",
        "management | ,\"a\":1 | 400 | VaultNameNotValid",
        "contoso-vault-a | ,\"a\":1 | 409 | VaultAlreadyExists"
      })
  void itIsRefusedWhenARuleIsBroken(String name, String more, int status, String code) {
    Reply reply = asOwner("PUT", VAULTS + "/" + name, body(more));
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.code()).isEqualTo(code);
  }

  @Test
  void itsLocationTenantAndRetentionNeverChange() {
    make("");
    assertThat(asOwner("PUT", FRESH, body("").replace("\"test\"", "\"elsewhere\"")).code())
        .isEqualTo("RegionNotSupported");
    assertThat(asOwner("PUT", FRESH, body("").replace("\"test\"", "\"Te St\"")).status())
        .isEqualTo(200);
    assertThat(
            asOwner(
                    "PATCH",
                    FRESH,
                    "{\"properties\":{\"tenantId\":\"%s\"}}".formatted(UUID.randomUUID()))
                .status())
        .isEqualTo(400);
    assertThat(asOwner("PATCH", FRESH, "{\"properties\":{\"softDeleteRetentionInDays\":8}}"))
        .extracting(Reply::status)
        .isEqualTo(400);
  }

  @Test
  void itIsMadeInAnyRegionOfTheServerAndStaysThere() {
    vault.restartIn(Locations.of("West Europe", "North Europe"));
    assertThat(get(SUB + "/locations").json().at("/value"))
        .extracting(at -> at.path("name").asText() + " " + at.path("displayName").asText())
        .containsExactly("westeurope West Europe", "northeurope North Europe");
    assertThat(get(PROVIDER).json().at("/resourceTypes/0/locations"))
        .extracting(JsonNode::asText)
        .containsExactly("westeurope", "northeurope");

    Reply made = in("North Europe");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json().path("location").asText()).isEqualTo("northeurope");
    assertThat(keys(ADMIN, "GET", "/keys", "").response().headers())
        .extracting(headers -> headers.firstValue("x-ms-keyvault-region").orElse(""))
        .isEqualTo("northeurope");
    assertThat(in("NorthEurope").status()).isEqualTo(200);
    assertThat(in("westeurope").code()).isEqualTo("InvalidResourceLocation");
    Reply elsewhere = in("eastus");
    assertThat(elsewhere.code()).isEqualTo("RegionNotSupported");
    assertThat(elsewhere.message()).contains("'westeurope', 'northeurope'");
    String group = "{\"location\":\"North Europe\"}";
    assertThat(asOwner("PUT", SUB + "/resourcegroups/new", group).status()).isEqualTo(201);

    vault.restartIn(Locations.of("East US"));
    assertThat(in("northeurope").status()).as("a region that is no more").isEqualTo(200);
    assertThat(asOwner("DELETE", FRESH, "").status()).isEqualTo(200);
    String recover = "{\"location\":\"%s\",\"properties\":{\"createMode\":\"recover\"}}";
    assertThat(asOwner("PUT", FRESH, recover.formatted("eastus")).code())
        .isEqualTo("InvalidResourceLocation");
    assertThat(asOwner("PUT", FRESH, recover.formatted("North Europe")).status()).isEqualTo(200);
  }

  private Reply in(String location) {
    return asOwner("PUT", FRESH, body("").replace("\"test\"", "\"" + location + "\""));
  }

  @Test
  void oneThatDoesNotExistIsNotFound() {
    Reply reply = get(VAULTS + "/nobody");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.code()).isEqualTo("ResourceNotFound");
    assertThat(get(VAULTS).code()).isEqualTo("ResourceGroupNotFound");
    assertThat(asOwner("DELETE", VAULTS + "/nobody", "").status()).isEqualTo(204);
  }

  @Test
  void manyComeInPages() {
    for (int i = 0; i < 105; i++) {
      String name = "many-%03d".formatted(i);
      vault.administration().createVault(NewVault.forRootKeys(name, SUBSCRIPTION, "rg", List.of()));
    }
    assertThat(walk(VAULTS)).isEqualTo(105);
    assertThat(walk(VAULTS + "?$top=7")).isEqualTo(105);
    assertThat(get(VAULTS + "?$top=7").json().get("value")).hasSize(7);
    assertThat(get(VAULTS + "?$top=0").status()).isEqualTo(400);
  }

  /** How many items all pages have together. */
  private int walk(String path) {
    Reply page = get(path);
    int items = page.json().get("value").size();
    while (page.json().has("nextLink")) {
      String next = page.json().get("nextLink").asText();
      page = get(next.substring(next.indexOf("/subscriptions")));
      items += page.json().get("value").size();
    }
    return items;
  }
}
