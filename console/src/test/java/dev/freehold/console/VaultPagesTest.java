package dev.freehold.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.console.api.VaultApi;
import dev.freehold.web.http.RequestUri;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The pages of vaults")
class VaultPagesTest {

  private static final String KEYS = "?api-version=7.5";
  private static final String DRY = KEYS + "&freehold-dry-run=true";
  private static final String VERSION = "0123456789abcdef0123456789abcdef";
  private static final String PROGRAM = "00000000-0000-0000-0000-0000000000ee";
  private static final String RESOURCE =
      "/subscriptions/s1/resourceGroups/g/providers/Microsoft.KeyVault/vaults/keys-a";
  private static final String VAULT =
      """
      {"id": "%s", "name": "keys-a", "location": "local", "properties": {
        "tenantId": "t", "softDeleteRetentionInDays": 90, "enablePurgeProtection": true,
        "vaultUri": "https://keys-a.vault.example/", "accessPolicies": [
          {"tenantId": "t", "objectId": "%s",
           "permissions": {"keys": ["get", "wrapKey", "unwrapKey"], "secrets": ["list"]}}]}}\
      """
          .formatted(RESOURCE, PROGRAM);
  private static final String KEY =
      """
      {"key": {"kid": "https://keys-a.vault.example/keys/mail/%s", "kty": "RSA-HSM",
               "key_ops": ["wrapKey", "unwrapKey"], "n": "%s", "e": "AQAB"},
       "attributes": {"enabled": true, "recoverableDays": 90}}\
      """
          .formatted(VERSION, "A".repeat(342));

  private final Console console = new Console();
  private final CannedVaults vaults = new CannedVaults();
  private final CannedApi api = new CannedApi().with(vaults);

  @BeforeEach
  void aVault() {
    api.on("GET /api/v1/policies", "{\"policies\": []}")
        .on("GET /api/v1/multi-workload-policies", "{\"policies\": []}")
        .on("GET /api/v1/key-versions/needs", "{\"needed\": false, \"policies\": []}")
        .on(
            "POST /graph/v1.0/directoryObjects/getByIds",
            "{\"value\": [{\"id\": \"%s\", \"displayName\": \"Mail <service>\"}]}"
                .formatted(PROGRAM));
    vaults
        .on(
            "GET management /subscriptions?api-version=2022-12-01",
            "{\"value\": [{\"subscriptionId\": \"s1\", \"displayName\": \"Keys A\"}]}")
        .on(
            "GET management /subscriptions/s1/providers/Microsoft.KeyVault/vaults"
                + "?api-version=2023-07-01",
            "{\"value\": [%s]}".formatted(VAULT))
        .on(
            "GET management /subscriptions/s1/resources?$filter="
                + RequestUri.encode(
                    "resourceType eq 'Microsoft.KeyVault/vaults' and name eq 'keys-a'")
                + "&api-version=2021-04-01",
            "{\"value\": [{\"id\": \"%s\", \"name\": \"keys-a\"}]}".formatted(RESOURCE))
        .on("GET management " + RESOURCE + "?api-version=2023-07-01", VAULT)
        .on("GET keys-a /keys/mail" + KEYS, KEY)
        .on(
            "GET keys-a /keys/mail/versions" + KEYS + "&maxresults=10",
            """
            {"value": [{"kid": "https://keys-a.vault.example/keys/mail/%s",
                        "attributes": {"enabled": true, "created": 1790000000}}]}
            """
                .formatted(VERSION));
  }

  private ConsoleAnswer.Html page(String path) {
    return (ConsoleAnswer.Html) console.serve(api.read(path));
  }

  @Test
  @DisplayName("list what the person may administer, with its settings")
  void list() {
    assertThat(page("/console/vaults").text())
        .contains("keys-a", "Keys A", "90 days", "Access policies", "1 vault")
        .contains("href=\"/console/vaults\"");
  }

  @Test
  @DisplayName("say where vaults are reached if none run here")
  void elsewhere() {
    api.with(VaultApi.none())
        .on(
            "GET /api/v1/policies",
            """
            {"policies": [{"id": "00000000-0000-0000-0000-0000000000aa", "name": "NA",
              "keys": [{"uri": "https://far.example/keys/mail"}]}]}
            """);
    assertThat(page("/console/vaults").text())
        .contains("This server runs no vaults.", "Connect-AzAccount", "far.example");
  }

  @Test
  @DisplayName("are in the menu of those who look after vaults")
  void menu() {
    api.on(
        "GET /api/v1/me",
        """
        {"objectId": "00000000-0000-0000-0000-000000000002", "displayName": "Ada",
         "userPrincipalName": "ada@contoso.example", "tenantName": "contoso",
         "roles": ["EXCHANGE_ADMIN"]}\
        """);
    assertThat(page("/console").text()).doesNotContain("href=\"/console/vaults\"");
    assertThat(page("/console/vaults").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("show who may do what, and what the vault refuses in its own words")
  void oneVault() {
    Instant purge = Instant.now().plus(Duration.ofDays(3)).minusSeconds(60);
    vaults.on(
        "GET keys-a /deletedkeys" + KEYS,
        """
        {"value": [{"kid": "https://keys-a.vault.example/keys/old", "deletedDate": 1790000000,
          "attributes": {"enabled": true}, "scheduledPurgeDate": %d}]}
        """
            .formatted(purge.getEpochSecond()));
    String text = page("/console/vaults/keys-a").text();
    assertThat(text)
        .contains("does not have the permission for GET keys-a /keys?api-version=7.5")
        .contains("Mail &lt;service&gt;", "unwrapKey", "Nobody has: list, ")
        .contains("3 days", "/console/vaults/keys-a/deleted-keys/old/recover");
  }

  @Test
  @DisplayName("say before a version is disabled who used it and which policies need it")
  void disable() {
    String path = "/console/vaults/keys-a/keys/mail/versions/" + VERSION + "/disable";
    String call = "PATCH keys-a /keys/mail/" + VERSION;
    vaults.on(
        call + DRY,
        Map.of("freehold-warning", "mail was last used by " + PROGRAM + "; unreadable"),
        KEY);
    api.on(
            "GET /api/v1/key-versions/needs",
            "{\"needed\": true, \"policies\": [\"00000000-0000-0000-0000-0000000000aa\"]}")
        .on(
            "GET /api/v1/policies",
            """
            {"policies": [{"id": "00000000-0000-0000-0000-0000000000aa", "name": "NA mail",
              "keys": []}]}
            """);
    assertThat(page(path).text())
        .contains("mail was last used by Mail &lt;service&gt;; unreadable")
        .contains("These policies need it: NA mail.");

    ConsoleAnswer.Html again = (ConsoleAnswer.Html) console.serve(api.submit(path, "a=b"));
    assertThat(again.status()).isEqualTo(400);
    assertThat(vaults.acts()).noneMatch(act -> act.startsWith(call + KEYS + " "));

    vaults.on(call + KEYS, KEY);
    assertThat(console.serve(api.submit(path, "sure=on")))
        .isEqualTo(
            new ConsoleAnswer.SeeOther(
                "/console/vaults/keys-a/keys/mail?done=vault-version-disabled"));
    assertThat(vaults.acts().getLast())
        .isEqualTo(call + KEYS + " {\"attributes\":{\"enabled\":false}}");
  }

  @Test
  @DisplayName("delete a key only if its name is typed")
  void delete() {
    String path = "/console/vaults/keys-a/keys/mail/delete";
    vaults.on("DELETE keys-a /keys/mail" + DRY, KEY).on("DELETE keys-a /keys/mail" + KEYS, KEY);
    assertThat(page(path).text()).contains("The vault keeps the key for 90 days.");
    ConsoleAnswer.Html wrong = (ConsoleAnswer.Html) console.serve(api.submit(path, "confirm=Mail"));
    assertThat(wrong.text()).contains("What you typed is not mail. Nothing was changed.");
    assertThat(vaults.acts()).doesNotContain("DELETE keys-a /keys/mail" + KEYS);
    assertThat(console.serve(api.submit(path, "confirm=mail")))
        .isEqualTo(new ConsoleAnswer.SeeOther("/console/vaults/keys-a?done=vault-key-deleted"));
    assertThat(vaults.acts().getLast()).isEqualTo("DELETE keys-a /keys/mail" + KEYS);
  }

  @Test
  @DisplayName("make a root key, and none over a key that is there")
  void newKey() {
    String path = "/console/vaults/keys-a/keys";
    ConsoleAnswer.Html taken =
        (ConsoleAnswer.Html) console.serve(api.submit(path, "name=mail&size=3072"));
    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.text()).contains("There is a key of this name.");
    assertThat(vaults.acts()).isEmpty();
    vaults
        .refuse("GET keys-a /keys/new" + KEYS, 404, "KeyNotFound")
        .on("POST keys-a /keys/new/create" + KEYS, KEY);
    assertThat(console.serve(api.submit(path, "name=new&size=3072")))
        .isEqualTo(
            new ConsoleAnswer.SeeOther("/console/vaults/keys-a/keys/new?done=vault-key-made"));
    assertThat(vaults.acts().getFirst()).contains("\"key_size\":3072", "\"kty\":\"RSA-HSM\"");
  }

  @Test
  @DisplayName("make a version like the newest, and show the refusal if there is one")
  void newVersion() {
    String path = "/console/vaults/keys-a/keys/mail/versions";
    ConsoleAnswer.Html refused = (ConsoleAnswer.Html) console.serve(api.submit(path, "a=b"));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text()).contains("This was not done.", "AccessDenied");
    vaults.on("POST keys-a /keys/mail/create" + KEYS, KEY);
    assertThat(console.serve(api.submit(path, "a=b")))
        .isEqualTo(
            new ConsoleAnswer.SeeOther("/console/vaults/keys-a/keys/mail?done=vault-version-made"));
    assertThat(vaults.acts().getLast())
        .endsWith(
            "{\"kty\":\"RSA-HSM\",\"key_size\":2048,\"key_ops\":[\"wrapKey\",\"unwrapKey\"]}");
  }

  @Test
  @DisplayName("save a backup as the bytes that it is")
  void backup() {
    vaults.on("POST keys-a /keys/mail/backup" + KEYS, "{\"value\": \"c2VhbGVk\"}");
    ConsoleAnswer.Download saved =
        (ConsoleAnswer.Download)
            console.serve(api.submit("/console/vaults/keys-a/keys/mail/backup", "a=b"));
    assertThat(new String(saved.bytes(), StandardCharsets.UTF_8)).isEqualTo("sealed");
    assertThat(saved.headers())
        .containsEntry("Content-Disposition", "attachment; filename=\"keys-a-mail.backup\"");
  }

  @Test
  @DisplayName("take a permission only after they said who used it, and keep other families")
  void access() {
    String path = "/console/vaults/keys-a/access/" + PROGRAM;
    String call = "PUT management " + RESOURCE + "/accessPolicies/replace?api-version=2023-07-01";
    vaults
        .on(call, "{}")
        .on(
            "GET management " + RESOURCE + "/uses?api-version=2023-07-01",
            """
            {"value": [{"name": "mail", "version": "%s", "lastUsed": 1790000000, "by": "%s",
                        "operation": "unwrapKey"}]}
            """
                .formatted(VERSION, PROGRAM));
    ConsoleAnswer.Html less =
        (ConsoleAnswer.Html) console.serve(api.submit(path, "get=on&wrapKey=on&list=on"));
    assertThat(less.text())
        .contains("Mail &lt;service&gt; loses: unwrapKey.", "mail, for unwrapKey");
    assertThat(vaults.acts()).isEmpty();
    ConsoleAnswer.Html changed =
        (ConsoleAnswer.Html)
            console.serve(api.submit(path, "get=on&list=on&sure=on&lost=unwrapKey"));
    assertThat(changed.text()).contains("Mail &lt;service&gt; loses: wrapKey, unwrapKey.");
    assertThat(vaults.acts()).isEmpty();
    assertThat(
            console.serve(
                api.submit(path, "get=on&wrapKey=on&list=on&sure=on&lost=" + lost(less.text()))))
        .isEqualTo(new ConsoleAnswer.SeeOther("/console/vaults/keys-a?done=vault-access-set"));
    assertThat(vaults.acts()).hasSize(1);
    assertThat(vaults.acts().getFirst())
        .startsWith(call)
        .contains("\"keys\":[\"get\",\"list\",\"wrapKey\"]", "\"secrets\":[\"list\"]");
  }

  private static String lost(String page) {
    Matcher lost = Pattern.compile("name=\"lost\" value=\"([A-Za-z,]+)\"").matcher(page);
    assertThat(lost.find()).isTrue();
    return lost.group(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/vaults/keys-a/access",
        "/console/vaults/keys-a/access/" + PROGRAM,
        "/console/vaults/keys-a/roles",
        "/console/vaults/keys-a/keys/mail/delete",
        "/console/vaults/keys-a/keys/mail/versions/" + VERSION + "/disable",
        "/console/vault-access/" + PROGRAM + "/remove"
      })
  @DisplayName("ask for a fresh sign-in before what destroys or grants, and do nothing until then")
  void stale(String path) {
    api.stale();
    ConsoleAnswer.Html page =
        (ConsoleAnswer.Html)
            console.serve(api.submit(path, "who=" + PROGRAM + "&get=on&sure=on&confirm=mail"));
    assertThat(page.status()).isEqualTo(401);
    assertThat(page.text()).contains("Sign in again", "/console/sign-in?to=");
    // The page shows what would come of it, which vaults answer without doing it.
    assertThat(vaults.acts()).noneMatch(act -> !act.contains("dry-run"));
  }

  @Test
  @DisplayName("give access to somebody by name, and say so if there is nobody")
  void give() {
    String path = "/console/vaults/keys-a/access";
    String call = "PUT management " + RESOURCE + "/accessPolicies/add?api-version=2023-07-01";
    vaults.on(call, "{}");
    ConsoleAnswer.Html nobody =
        (ConsoleAnswer.Html) console.serve(api.submit(path, "who=x%40contoso.example&get=on"));
    assertThat(nobody.text()).contains("There is nobody of this name.");
    api.on(
        "GET /graph/v1.0/users/vera%40contoso.example",
        "{\"id\": \"00000000-0000-0000-0000-0000000000bb\", \"displayName\": \"Vera\"}");
    assertThat(console.serve(api.submit(path, "who=vera%40contoso.example&get=on")))
        .isEqualTo(new ConsoleAnswer.SeeOther("/console/vaults/keys-a?done=vault-access-given"));
    assertThat(vaults.acts().getFirst())
        .startsWith(call)
        .contains("00000000-0000-0000-0000-0000000000bb", "\"keys\":[\"get\"]");
  }
}
