package dev.freehold.vault.management;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static dev.freehold.vault.testing.RunningVault.SUBSCRIPTION;
import static dev.freehold.vault.testing.RunningVault.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.vault.registry.NewVault;
import dev.freehold.vault.registry.Subscription;
import dev.freehold.vault.testing.RawClient;
import dev.freehold.vault.testing.RawClient.Reply;
import dev.freehold.vault.testing.RunningVault;
import dev.freehold.vault.wire.Route;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ManagementTest {

  private static final String V = "?api-version=2023-02-01";
  private static final String PATH =
      "/subscriptions/%s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults";

  @TempDir Path folder;
  private RunningVault vault;
  private RawClient client;

  @BeforeEach
  void start() {
    vault = RunningVault.start(folder);
    client = new RawClient(vault);
  }

  @AfterEach
  void stop() {
    client.close();
    vault.close();
  }

  private String token(UUID tenant, UUID caller) {
    return vault.issuer().token(tenant, caller, vault.server().managementResource());
  }

  private Reply send(String method, String path, String token, String body) {
    return client.send(method, "management.vault.localhost", path + V, token, body);
  }

  private Reply asOwner(String method, String path, String body) {
    return send(method, PATH.formatted(SUBSCRIPTION) + path, token(TENANT, ADMIN), body);
  }

  private static String vaultBody(String more) {
    return """
    {"location":"test","properties":{"tenantId":"%s","sku":{"family":"A","name":"standard"},
     "accessPolicies":[{"tenantId":"%s","objectId":"%s","permissions":{"keys":["Get","WRAPKEY"]}}],
     "vaultUri":"https://ignored/","provisioningState":"ignored"%s}}
    """
        .formatted(TENANT, TENANT, ADMIN, more);
  }

  @Nested
  @DisplayName("A vault")
  class OneVault {

    @Test
    void isMadeShownAndListed() {
      Reply made = asOwner("PUT", "/Fresh-Vault", vaultBody(""));
      assertThat(made.status()).isEqualTo(201);
      assertThat(made.json().at("/properties/vaultUri").asText())
          .isEqualTo("https://Fresh-Vault.vault.localhost:%d/".formatted(vault.server().port()));
      assertThat(made.json().at("/properties/accessPolicies/0/permissions/keys"))
          .extracting(node -> node.asText())
          .containsExactly("get", "wrapKey");
      assertThat(made.json().at("/properties/softDeleteRetentionInDays").asInt()).isEqualTo(90);
      assertThat(made.json().at("/properties/enableSoftDelete").asBoolean()).isTrue();
      assertThat(made.json().get("properties").has("enablePurgeProtection")).isFalse();
      Reply shown = asOwner("GET", "/fresh-vault", "");
      assertThat(shown.status()).isEqualTo(200);
      assertThat(shown.json()).isEqualTo(made.json());
      assertThat(asOwner("GET", "", "").json().get("value")).hasSize(1);
      String all = "/subscriptions/%s/providers/microsoft.keyvault/VAULTS".formatted(SUBSCRIPTION);
      assertThat(send("GET", all, token(TENANT, ADMIN), "").json().get("value")).hasSize(3);
    }

    @Test
    void isReplacedByWhatWasReadFromIt() {
      Reply made = asOwner("PUT", "/fresh-vault", vaultBody(""));
      Reply again = asOwner("PUT", "/fresh-vault", made.json().toString());
      assertThat(again.status()).isEqualTo(200);
      assertThat(again.json().get("properties")).isEqualTo(made.json().get("properties"));
    }

    @Test
    void cannotLosePurgeProtection() {
      String on = vaultBody(",\"enablePurgeProtection\":true");
      assertThat(asOwner("PUT", "/fresh-vault", on).status()).isEqualTo(201);
      Reply off = asOwner("PUT", "/fresh-vault", vaultBody(",\"enablePurgeProtection\":false"));
      assertThat(off.status()).isEqualTo(400);
      assertThat(off.message()).contains("irreversible action");
      asOwner("PUT", "/fresh-vault", vaultBody(""));
      assertThat(
              asOwner("GET", "/fresh-vault", "")
                  .json()
                  .at("/properties/enablePurgeProtection")
                  .asBoolean())
          .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "fresh-vault | ,\"softDeleteRetentionInDays\":6 | 400",
          "fresh-vault | ,\"softDeleteRetentionInDays\":91 | 400",
          "fresh-vault | ,\"enableSoftDelete\":false | 400",
          "fresh-vault | ,\"enableRbacAuthorization\":true | 400",
          "fresh-vault | ,\"createMode\":\"recover\" | 400",
          "x | ,\"a\":1 | 400",
          "management | ,\"a\":1 | 400",
          "contoso-vault-a | ,\"a\":1 | 409"
        })
    void isRefusedWhenARuleIsBroken(String name, String more, int status) {
      assertThat(asOwner("PUT", "/" + name, vaultBody(more)).status()).isEqualTo(status);
    }

    @Test
    void thatDoesNotExistIsNotFound() {
      Reply reply = asOwner("GET", "/nobody", "");
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.code()).isEqualTo("ResourceNotFound");
    }
  }

  @Nested
  @DisplayName("Access policies")
  class Policies {

    private Reply change(String how, String keys) {
      String body =
          """
          {"properties":{"accessPolicies":[{"tenantId":"%s","objectId":"%s",
            "permissions":{"keys":[%s]}}]}}
          """
              .formatted(TENANT, ADMIN, keys);
      return asOwner("PUT", "/fresh-vault/accessPolicies/" + how, body);
    }

    @Test
    void areInForceAtOnce() {
      asOwner("PUT", "/fresh-vault", vaultBody(""));
      assertThat(listKeys()).isEqualTo(403);
      Reply added = change("add", "\"list\"");
      assertThat(added.status()).isEqualTo(200);
      assertThat(added.json().get("id").asText()).endsWith("/vaults/fresh-vault/accessPolicies/");
      assertThat(listKeys()).isEqualTo(200);
      change("remove", "\"list\"");
      assertThat(listKeys()).isEqualTo(403);
      change("replace", "\"all\"");
      assertThat(listKeys()).isEqualTo(200);
    }

    @Test
    void withUnknownWordsAreRefused() {
      asOwner("PUT", "/fresh-vault", vaultBody(""));
      assertThat(change("add", "\"fly\"").status()).isEqualTo(400);
    }

    private int listKeys() {
      return client
          .send(
              "GET", "fresh-vault.vault.localhost", "/keys?api-version=7.4", vault.token(ADMIN), "")
          .status();
    }
  }

  @Test
  void vaultsOfALargeSubscriptionComeInPages() {
    for (int i = 0; i < 105; i++) {
      String name = "many-%03d".formatted(i);
      vault.administration().createVault(NewVault.forRootKeys(name, SUBSCRIPTION, "rg", List.of()));
    }
    Reply first = asOwner("GET", "", "");
    String next = first.json().get("nextLink").asText();
    Reply second =
        client.send(
            "GET",
            "management.vault.localhost",
            next.substring(next.indexOf("/subscriptions")),
            token(TENANT, ADMIN),
            "");
    assertThat(first.json().get("value").size() + second.json().get("value").size()).isEqualTo(105);
    assertThat(second.json().has("nextLink")).isFalse();
  }

  static Stream<Route<ManagementCall, String>> routes() {
    return ManagementRoutes.table(new VaultHandlers(null, null)).routes().stream();
  }

  @ParameterizedTest
  @MethodSource("routes")
  @DisplayName("Every operation is refused to all but owners of the subscription, all alike")
  void everyoneElseIsRefused(Route<ManagementCall, String> route) {
    UUID other = UUID.randomUUID();
    UUID stranger = UUID.randomUUID();
    vault
        .administration()
        .createSubscription(new Subscription(other, TENANT, "other", Set.of(stranger)));
    String path =
        route.path().toString().replace("{group}", "rg").replace("{vault}", RunningVault.VAULT_A);
    String own = path.replace("{subscription}", SUBSCRIPTION.toString());
    String foreign = path.replace("{subscription}", other.toString());
    String none = path.replace("{subscription}", UUID.randomUUID().toString());
    assertThat(send(route.method(), own, "", "").status()).isEqualTo(401);
    assertThat(send(route.method(), own, vault.token(ADMIN), "").status()).isEqualTo(401);
    for (Reply reply :
        new Reply[] {
          send(route.method(), own, token(TENANT, stranger), "{}"),
          send(route.method(), own, token(UUID.randomUUID(), ADMIN), "{}"),
          send(route.method(), foreign, token(TENANT, ADMIN), "{}"),
          send(route.method(), none, token(TENANT, ADMIN), "{}")
        }) {
      assertThat(reply.status()).isEqualTo(403);
      assertThat(reply.code()).isEqualTo("AuthorizationFailed");
    }
  }

  @Test
  void aChallengeNamesTheManagementResource() {
    Reply reply = send("GET", PATH.formatted(SUBSCRIPTION), "", "");
    assertThat(reply.response().headers().allValues("WWW-Authenticate"))
        .containsExactly(
            "Bearer authorization=\"https://login.vault.localhost/common\", resource=\"%s\""
                .formatted(vault.server().managementResource()));
  }

  @Test
  void anUnknownVersionOrPathIsRefused() {
    String token = token(TENANT, ADMIN);
    String host = "management.vault.localhost";
    String path = PATH.formatted(SUBSCRIPTION);
    assertThat(client.send("GET", host, path, token, "").status()).isEqualTo(400);
    assertThat(send("GET", "/elsewhere", token, "").status()).isEqualTo(404);
    assertThat(
            send("GET", "/subscriptions/x/providers/Microsoft.KeyVault/vaults", token, "").status())
        .isEqualTo(400);
  }
}
